package org.cnxrunbooks.app;

/**
 * One thing that is wrong in the configuration.
 *
 * @param key full property key
 * @param observed what is there, never a secret
 * @param expected what should be there
 * @param hint how to put it right
 */
record Violation(String key, String observed, String expected, String hint) {

    static final String NOTHING = "nothing";

    /** By the message grammar of the house. */
    String message() {
        return "%s (observed %s, expected %s)".formatted(key, observed, expected);
    }
}
