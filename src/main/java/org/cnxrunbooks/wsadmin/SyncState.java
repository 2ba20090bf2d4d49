package org.cnxrunbooks.wsadmin;

/** How a node's configuration stands to that of the deployment manager. */
public enum SyncState {
    IN_SYNC,
    NOT_IN_SYNC,
    /** The deployment manager sees nothing of the node agent: it is down, or cut off. */
    AGENT_DOWN,
    /** The node agent is seen, but its answer is an error. */
    UNCLEAR
}
