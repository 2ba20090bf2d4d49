package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.Set;
import org.cnxrunbooks.evidence.EntryQuery;
import org.cnxrunbooks.evidence.Outcome;

/** One question that is asked across runs. */
interface Question {

    int MOST = 2000;

    Sheet answer(Scope scope);

    /**
     * What is asked about.
     *
     * @param processes those whose history the reader may read
     * @param cell every one when empty
     * @param host every one when empty
     */
    record Scope(Set<String> processes, String cell, String host, Instant from, Instant until) {

        EntryQuery acts(String step, Outcome... outcomes) {
            return new EntryQuery(processes, cell, host, Set.of(outcomes), step, from, until, MOST);
        }
    }
}
