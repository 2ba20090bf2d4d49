package org.cnxrunbooks.database;

/**
 * What the output and the exit code of a backup say together.
 *
 * @param timestamp the product's own name of the image; empty where it has none
 */
record Verdict(Kind kind, String timestamp) {

    enum Kind {
        SUCCEEDED,
        FAILED,
        /** Success in words with a failure code, or the reverse. */
        CONTRADICTORY
    }

    static Verdict of(boolean saysSuccess, boolean saysFailure, int exitCode, String timestamp) {
        if (saysSuccess && !saysFailure && exitCode == 0) {
            return new Verdict(Kind.SUCCEEDED, timestamp);
        }
        boolean contradictory = saysSuccess || exitCode == 0;
        return new Verdict(contradictory ? Kind.CONTRADICTORY : Kind.FAILED, "");
    }
}
