package org.cnxrunbooks.webserver;

/**
 * What one look came to.
 *
 * @param problem why it failed; empty when it did not
 * @param cloneId of who served it; empty where nothing told
 * @param usual hundreds digit of the status that is no failure; 0 while no answer gave one
 * @param nanos how long it took
 */
record WatchResult(WatchTarget target, WatchKind kind, String problem, String cloneId, int usual, long nanos) {}
