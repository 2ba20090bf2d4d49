package org.cnxrunbooks.wsadmin;

/**
 * What became of the full resynchronization of one node.
 *
 * @param message one line for people; of anything but SYNCHRONIZED with observed, expected and HINT
 */
public record SyncReport(String node, SyncAnswer answer, String message) {}
