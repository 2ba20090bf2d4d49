package org.cnxrunbooks.evidence;

import java.time.Instant;
import java.util.Set;

/**
 * Which entries of many runs are asked for.
 *
 * @param processes only runs of these; none when empty
 * @param cell of the run; every one when empty
 * @param host the act took place on; any, or none, when empty
 * @param outcomes only these; every one when empty
 * @param step what the id of the step begins with
 * @param from acts that were not over before
 * @param until acts that had begun before
 * @param limit rows at most, the latest ones
 */
public record EntryQuery(
        Set<String> processes,
        String cell,
        String host,
        Set<Outcome> outcomes,
        String step,
        Instant from,
        Instant until,
        int limit) {

    public EntryQuery {
        processes = Set.copyOf(processes);
        outcomes = Set.copyOf(outcomes);
    }
}
