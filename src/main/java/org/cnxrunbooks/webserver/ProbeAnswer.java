package org.cnxrunbooks.webserver;

/**
 * What came back. Redirects are not followed.
 *
 * @param target what was asked for
 * @param status HTTP status; 0 when no answer came
 * @param notice whether the body carries the marker that was looked for
 * @param location header Location, empty where there was none
 * @param retryAfter header Retry-After, empty where there was none
 * @param source address from which the request went out, as its own machine saw it; empty when none was made
 * @param problem why no answer came, e.g. {@code connection refused}; empty when one came
 */
public record ProbeAnswer(
        ProbeTarget target,
        int status,
        boolean notice,
        String location,
        String retryAfter,
        String source,
        String problem) {

    public boolean refused() {
        return problem.equals(REFUSED);
    }

    public static final String REFUSED = "connection refused";
}
