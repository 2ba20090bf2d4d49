package org.cnxrunbooks.backup;

import static org.cnxrunbooks.backup.BackupVariables.DECISION;
import static org.cnxrunbooks.backup.BackupVariables.DECISION_REASON;
import static org.cnxrunbooks.backup.BackupVariables.FAILED_ITEM;
import static org.cnxrunbooks.backup.BackupVariables.FAILED_STEP;
import static org.cnxrunbooks.backup.BackupVariables.RETRIED_STEPS;
import static org.cnxrunbooks.backup.BackupVariables.SKIPPED_STEPS;
import static org.cnxrunbooks.backup.BackupVariables.SKIPPED_TEXT;
import static org.cnxrunbooks.backup.BackupVariables.SKIPS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.People;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;

/** What people decided on failures of this run so far: which steps were tried again, which are left out and why. */
final class FailureMemory {

    private final StepRun run;

    FailureMemory(StepRun run) {
        this.run = run;
    }

    /** Puts the last decision down. */
    void record() {
        String step = run.read(FAILED_STEP);
        String item = run.find(FAILED_ITEM).orElse("");
        String subject = item.isEmpty() ? step : step + "/" + item;
        if (run.read(DECISION).equals("skip")) {
            skip(subject, run.find(DECISION_REASON).orElse(""));
        } else {
            run.write(RETRIED_STEPS, plus(retried(), subject));
            run.conclude(Outcome.DONE, "Tried again: " + subject);
        }
    }

    private void skip(String subject, String reason) {
        List<Map<String, String>> skips = plus(
                skips(),
                Map.of(
                        "step",
                        subject,
                        "reason",
                        reason,
                        "decidedBy",
                        People.of(run).decided("userTask_decideOnFailure")));
        run.write(SKIPS, skips);
        run.write(SKIPPED_STEPS, plus(run.find(SKIPPED_STEPS).orElse(List.of()), subject));
        run.write(
                SKIPPED_TEXT,
                String.join(
                        "; ",
                        skips.stream()
                                .map(skip -> skip.get("step") + " (" + skip.get("reason") + ")")
                                .toList()));
        run.conclude(Outcome.SKIPPED, "Left out: " + subject);
    }

    List<Map<String, String>> skips() {
        return run.find(SKIPS).orElse(List.of());
    }

    /** 1, and one more for each time a person had this step, or this item of it, tried again. */
    int attempt(String item) {
        String subject = run.stepId() + "/" + item;
        return 1
                + (int) retried().stream()
                        .filter(retried -> retried.equals(subject) || retried.equals(run.stepId()))
                        .count();
    }

    /** 1, and one more for each time a person had anything of this step tried again. */
    int attempt() {
        return 1
                + (int) retried().stream()
                        .filter(retried -> retried.equals(run.stepId()) || retried.startsWith(run.stepId() + "/"))
                        .count();
    }

    /** False when a person let a process run on that should have been stopped. */
    boolean cellStopped() {
        return skips().stream().noneMatch(skip -> skip.getOrDefault("step", "").startsWith("serviceTask_stop"));
    }

    private List<String> retried() {
        return run.find(RETRIED_STEPS).orElse(List.of());
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
