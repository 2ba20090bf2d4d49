package org.cnxrunbooks.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;

/** Runs the action of a step and puts down how it ended, whatever happens. The only place that catches broadly. */
final class StepRecorder {

    static final String SYSTEM = "system";

    private static final int MESSAGE_LIMIT = 8000;

    private final Evidence evidence;
    private final Clock clock;

    StepRecorder(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    Evidence evidence() {
        return evidence;
    }

    Clock clock() {
        return clock;
    }

    /** @param revocation why the work was taken away, asked after the action ended in an exception; empty while it is ours */
    StepEnd run(RecordedRun run, Action action, Supplier<Optional<String>> revocation) {
        Instant started = clock.instant();
        StepEnd end = attempt(run, action, revocation);
        if (end instanceof StepEnd.Refused refused) {
            record(run, started, Outcome.REFUSED, FailureReport.message(refused.refusal()));
        } else if (end instanceof StepEnd.Failed failed) {
            record(run, started, Outcome.FAILED, FailureReport.message(failed.cause()));
        } else if (end instanceof StepEnd.Revoked revoked) {
            record(run, started, Outcome.FAILED, "stopped: " + revoked.reason());
        } else {
            record(run, started, run.outcome(), run.message());
        }
        return end;
    }

    private static StepEnd attempt(RecordedRun run, Action action, Supplier<Optional<String>> revocation) {
        try {
            if (run.isSkipped()) {
                run.conclude(Outcome.SKIPPED, "left out as a person decided");
            } else {
                action.run(run);
            }
            return new StepEnd.Done();
        } catch (Throwable failure) {
            Optional<String> revoked = revocation.get();
            if (revoked.isPresent()) {
                return new StepEnd.Revoked(revoked.get());
            }
            return failure instanceof Refusal refusal ? new StepEnd.Refused(refusal) : new StepEnd.Failed(failure);
        }
    }

    private void record(RecordedRun run, Instant started, Outcome outcome, String message) {
        evidence.append(new Draft(
                run.runId(),
                run.stepId(),
                run.facts().source(),
                null,
                started,
                clock.instant(),
                run.attempt(),
                outcome,
                SYSTEM,
                null,
                null,
                run.digests(),
                VariableValues.begin(message, MESSAGE_LIMIT)));
    }
}
