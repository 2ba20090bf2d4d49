package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of the model that a run stands at.
 *
 * @param step id in the model
 * @param name as the diagram shows it
 * @param within names of the phases and called runbooks around it, the outermost first
 * @param since when it was entered, UTC; an incident of a job: when it came
 * @param groups who is asked; empty unless a person is
 * @param assignee who took the task; null while nobody did
 * @param due UTC; null where nothing says so
 * @param trouble what the last try failed with; null while all is well
 */
record Here(
        String step,
        String name,
        List<String> within,
        State state,
        Instant since,
        List<String> groups,
        @Nullable String assignee,
        @Nullable Instant due,
        @Nullable String trouble) {

    /** What goes on there. */
    enum State {
        WORKS,
        ASKS,
        WAITS,
        STOPPED,
        SUSPENDED
    }
}
