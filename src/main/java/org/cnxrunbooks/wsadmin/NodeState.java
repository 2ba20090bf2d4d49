package org.cnxrunbooks.wsadmin;

/**
 * A managed node as the deployment manager sees it.
 *
 * @param said what the node agent answered; empty when it is down
 */
public record NodeState(String node, SyncState state, String said) {}
