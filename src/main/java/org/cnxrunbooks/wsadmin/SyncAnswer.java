package org.cnxrunbooks.wsadmin;

/** How a full resynchronization of one node ended; SYNCHRONIZED is said only after the node agent confirmed it. */
public enum SyncAnswer {
    SYNCHRONIZED,
    AGENT_DOWN,
    /** Not confirmed in time; the node agent may still be at it. */
    TIMED_OUT,
    /** Refused by the node agent; nothing was synchronized. */
    FAILED;

    public boolean reached() {
        return this == SYNCHRONIZED;
    }
}
