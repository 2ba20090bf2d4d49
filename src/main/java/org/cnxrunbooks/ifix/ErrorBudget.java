package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.ACCEPTED_FAILURES;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.webserver.WatchTotals;

/**
 * Stands before every change: the watch must be awake, and users must not have been failed more often than was agreed.
 * Whatever undoes the change passes, for users gain nothing by waiting then.
 */
final class ErrorBudget {

    /** What the step was at, for the person who decides. */
    static final String ITEM = "errorBudget";

    /** After a crash the lease of the old watch has to run out before a new one begins. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private ErrorBudget() {}

    static void require(IfixWork work, IfixPlan plan) {
        WatchTotals totals = awake(work);
        if (work.action() != FixAction.INSTALL) {
            return;
        }
        long allowed =
                Math.max(plan.errorBudget(), work.run().find(ACCEPTED_FAILURES).orElse(0L));
        if (totals.failures() > allowed) {
            throw new StepFailure(
                    ITEM,
                    "Error budget used up: %s (observed %d of %d requests failed, expected at most %d)%n%s%nHINT: Nothing was begun. Users are asked for all the time: look whether they are served now."
                            .formatted(plan.cell(), totals.failures(), totals.requests(), allowed, where(totals)),
                    null);
        }
    }

    /** Where requests failed and why, one line each. */
    static String where(WatchTotals totals) {
        return totals.clusters().stream()
                .filter(total -> total.failures() > 0)
                .map(total -> "- %s through %s: %d failed, last at %s: %s"
                        .formatted(
                                total.cluster(),
                                total.webServer(),
                                total.failures(),
                                total.lastFailure(),
                                total.problems().entrySet().stream()
                                        .map(problem -> problem.getKey() + " (" + problem.getValue() + ")")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    /** What the watch put down last; waits for one that is on its way. */
    private static WatchTotals awake(IfixWork work) {
        WatchLog log = WatchLog.of(work.run());
        Instant end = work.clock().instant().plus(PATIENCE);
        while (true) {
            work.run().progress().checkpoint();
            Instant now = work.clock().instant();
            Optional<WatchLog.Mark> last = log.last();
            if (last.isPresent() && !last.get().closed() && last.get().at().isAfter(now.minus(FRESH))) {
                return last.get().totals();
            }
            if (now.isAfter(end)) {
                throw new StepFailure(
                        "watch",
                        "Nobody watches: %s (observed %s, expected a sign of the watch within %s)%nHINT: Nothing is changed while nobody counts what users get. Is another node of this application down, are its long steps working?"
                                .formatted(
                                        work.cell().name(),
                                        last.map(mark -> "the last sign at " + mark.at())
                                                .orElse("no sign at all"),
                                        FRESH),
                        null);
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }
}
