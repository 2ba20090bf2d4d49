package org.cnxrunbooks.webserver;

/** Whose place a look takes. */
public enum WatchKind {
    /** A visitor without a session: a GET without a cookie. */
    NEW,
    /** A user with a session: a GET with the session cookie that was given last. */
    STICKY,
    /** Somebody who uploads: a POST whose body takes its time. */
    LONG;

    /** Whether its answers count for the longest gap: it asks often enough. */
    boolean frequent() {
        return this != LONG;
    }
}
