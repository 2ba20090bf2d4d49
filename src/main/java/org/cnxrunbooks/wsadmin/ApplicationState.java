package org.cnxrunbooks.wsadmin;

/**
 * An application on one of the application servers that it is deployed to.
 *
 * @param application name as in {@code AdminApp.list()}
 */
public record ApplicationState(String application, String node, String server, State state) {

    /** Closed. */
    public enum State {
        STARTED,
        /** The server runs, the application does not, or is on its way between the two. */
        NOT_STARTED,
        /** The deployment manager does not see the server: it is stopped, or its node agent is down. */
        SERVER_NOT_SEEN
    }
}
