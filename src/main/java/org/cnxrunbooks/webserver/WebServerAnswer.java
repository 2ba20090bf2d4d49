package org.cnxrunbooks.webserver;

/** How an act on a web server ended; an effect is claimed only after it was seen on the process itself. */
public enum WebServerAnswer {
    /** A new generation of processes serves with the present configuration. */
    RELOADED,
    STOPPED,
    ALREADY_STOPPED,
    STARTED,
    ALREADY_STARTED,
    /** Nothing was done: there is nothing to reload, and {@code apachectl graceful} would have started it. */
    NOT_RUNNING,
    /** Nothing was done: the present configuration fails its test. */
    CONFIGURATION_REFUSED,
    TIMED_OUT,
    FAILED;

    /** True when the web server is in the wanted state. */
    public boolean reached() {
        return switch (this) {
            case RELOADED, STOPPED, ALREADY_STOPPED, STARTED, ALREADY_STARTED -> true;
            case NOT_RUNNING, CONFIGURATION_REFUSED, TIMED_OUT, FAILED -> false;
        };
    }
}
