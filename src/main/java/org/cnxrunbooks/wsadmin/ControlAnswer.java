package org.cnxrunbooks.wsadmin;

/** How starting or stopping one process ended; STOPPED and STARTED are said only after a probe proved it. */
public enum ControlAnswer {
    STOPPED,
    ALREADY_STOPPED,
    STARTED,
    ALREADY_STARTED,
    TIMED_OUT,
    FAILED;

    /** True when the process is in the wanted state. */
    public boolean reached() {
        return this != TIMED_OUT && this != FAILED;
    }
}
