package org.cnxrunbooks.audit;

import java.util.List;

/**
 * Where a run is at this moment.
 *
 * @param running whether it goes on; false also when the engine knows it no more
 * @param standing in the order in which it came there; may be empty for a moment between two steps
 */
record Situation(boolean running, List<Here> standing) {}
