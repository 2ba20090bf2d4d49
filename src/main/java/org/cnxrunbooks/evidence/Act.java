package org.cnxrunbooks.evidence;

/** An entry with what its run is about. */
public record Act(Entry entry, String process, String cell, String changeReference, String starter) {

    public Draft draft() {
        return entry.draft();
    }
}
