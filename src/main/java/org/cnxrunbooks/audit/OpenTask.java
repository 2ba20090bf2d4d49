package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param runbook name of the process that the task belongs to, which the run may have called
 * @param since when it began to wait
 * @param due when it should have been done
 * @param followUp when somebody wants to look at it again
 * @param assignee who has claimed it
 * @param groups names of those who may do it
 * @param approval whether nobody who started or planned the run may do it
 * @param planners who took part in planning the run, as far as that shuts them out
 * @param changes what is not any more as it was approved before, one line for each; null when nothing is known to be
 */
record OpenTask(
        String name,
        String runbook,
        Instant since,
        @Nullable Instant due,
        @Nullable Instant followUp,
        @Nullable String assignee,
        List<String> groups,
        boolean approval,
        Set<String> planners,
        @Nullable String changes) {}
