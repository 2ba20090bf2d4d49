package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of a run; every list in the order of time. Empty when its history was cleaned up.
 *
 * @param parts the run's own process first, then every one that it called
 */
record RunHistory(
        List<Part> parts,
        List<Activity> activities,
        List<Incident> incidents,
        List<Change> variables,
        List<Operation> operations) {

    /**
     * A process of the run.
     *
     * @param id of the process instance
     * @param caller id of the process instance that called it; null for the run itself
     * @param state as the engine names it, e.g. {@code COMPLETED}
     */
    record Part(
            String id,
            @Nullable String caller,
            String definition,
            String process,
            String name,
            int version,
            Instant started,
            @Nullable Instant ended,
            String state) {}

    /**
     * @param part id of the process instance
     * @param scope id of the activity instance it lies in, or of the process instance
     * @param step id in the model
     * @param called id of the process instance that it called
     * @param cancelled whether it was left before its end
     */
    record Activity(
            String id,
            String part,
            String scope,
            String step,
            String name,
            String type,
            Instant started,
            @Nullable Instant ended,
            @Nullable String assignee,
            @Nullable String called,
            boolean cancelled) {}

    record Incident(
            String part, String step, String type, @Nullable String message, Instant began, @Nullable Instant ended) {}

    /**
     * @param step id of the activity instance that wrote it; null for the process itself
     * @param operation ties it to what a person did; null for what the machine wrote
     */
    record Change(
            String part,
            Instant at,
            @Nullable String step,
            String name,
            String type,
            @Nullable String value,
            int revision,
            @Nullable String operation) {}

    /** What a person did to the run through the engine. */
    record Operation(
            Instant at,
            String id,
            @Nullable String user,
            String operation,
            String entity,
            @Nullable String property,
            @Nullable String before,
            @Nullable String after,
            @Nullable String note) {}
}
