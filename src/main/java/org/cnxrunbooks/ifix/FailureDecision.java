package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;

/** Puts down what a person decided on a failed step, for the steps that come. */
final class FailureDecision {

    /** Steps that may be left out: what they wait for or clear is in nobody's way. */
    static final Set<String> MAY_BE_LEFT_OUT =
            Set.of("serviceTask_drainMembers", "serviceTask_clearTemp", "serviceTask_clearAllTemp");

    private final IfixWork work;
    private final StepRun run;

    FailureDecision(IfixWork work) {
        this.work = work;
        this.run = work.run();
    }

    void record() {
        run.write(DECISION_COUNT, run.find(DECISION_COUNT).orElse(0L) + 1);
        String step = run.find(FAILED_STEP).orElse("");
        if (!run.read(FAILURE_DECISION).equals("goOn")) {
            run.conclude(Outcome.DONE, "Tried again: " + step);
        } else if (run.find(FAILED_ITEM).orElse("").equals(ErrorBudget.ITEM)) {
            long failures = WatchLog.of(run)
                    .last()
                    .map(mark -> mark.totals().failures())
                    .orElse(0L);
            run.write(ACCEPTED_FAILURES, failures);
            run.conclude(Outcome.DONE, "Accepted: %d failed requests".formatted(failures));
        } else if (MAY_BE_LEFT_OUT.contains(step)) {
            List<String> skipped = new ArrayList<>(run.find(SKIPPED_STEPS).orElse(List.of()));
            skipped.add(step + "/" + work.half().text());
            run.write(SKIPPED_STEPS, skipped);
            run.conclude(
                    Outcome.SKIPPED, "Left out on %s: %s".formatted(work.half().words(), step));
        } else {
            throw new StepFailure(
                    "Step cannot be left out: %s (observed the decision to go on, expected to wait or to roll back)%nHINT: Later steps rest on it."
                            .formatted(step));
        }
    }
}
