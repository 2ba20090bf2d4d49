package org.cnxrunbooks.engine;

/** Told of every run that has ended, whichever way, also when it was cancelled. After the commit, so it can undo nothing and must not throw. */
public interface RunEnd {

    /** @param runId the business key */
    void ended(String runId);
}
