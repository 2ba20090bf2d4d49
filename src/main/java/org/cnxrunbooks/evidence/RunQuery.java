package org.cnxrunbooks.evidence;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; what is null or empty does not narrow.
 *
 * @param processes only runs of these; none when empty
 * @param process key of one runbook
 * @param person who started it or decided in it
 * @param outcome id of an end event, {@link RunSummary#CANCELLED}, or {@value #RUNNING}
 * @param from runs that began then or later
 * @param until runs that began before
 * @param change part of the change reference, in any case
 * @param text part of the business key or of the reason, in any case
 * @param offset rows left out before the first
 * @param limit rows at most
 */
public record RunQuery(
        Set<String> processes,
        String cell,
        String process,
        String person,
        String outcome,
        @Nullable Instant from,
        @Nullable Instant until,
        String change,
        String text,
        Sort sort,
        boolean descending,
        int offset,
        int limit) {

    /** What {@link #outcome} says of runs that have not ended. */
    public static final String RUNNING = "running";

    public RunQuery {
        processes = Set.copyOf(processes);
    }

    /** What a list is sorted by; the business key decides between equals. */
    public enum Sort {
        STARTED,
        ENDED,
        DURATION,
        RUN,
        RUNBOOK,
        CELL,
        CHANGE,
        STARTER,
        OUTCOME
    }
}
