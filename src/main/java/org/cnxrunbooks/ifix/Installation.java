package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.CUSTOMIZATION_BACKUP_ACCEPTED;
import static org.cnxrunbooks.ifix.IfixVariables.DECISION_COUNT;

import java.time.Instant;
import java.util.Map;
import org.cnxrunbooks.engine.People;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.wsadmin.ControlRun;
import org.cnxrunbooks.wsadmin.UpdateReport;

/** Puts the fixes in and takes them back, each as a job that never runs twice at once. */
final class Installation {

    private static final String INTENT = "installer about to start";

    private final IfixWork work;
    private final IfixPlan plan;
    private final String approval;
    private final StepRun run;

    Installation(IfixWork work, IfixPlan plan) {
        this(work, plan, IfixWork.APPROVAL);
    }

    /** @param approval the user task in which somebody may have vouched for the backup of the customization */
    Installation(IfixWork work, IfixPlan plan, String approval) {
        this.work = work;
        this.plan = plan;
        this.approval = approval;
        this.run = work.run();
    }

    /** The point of no return: from here on going back means taking the fix back. */
    void install() {
        boolean vouched = run.find(CUSTOMIZATION_BACKUP_ACCEPTED).orElse(false);
        String why = !plan.customizationBackup().isEmpty()
                ? "verified set " + plan.customizationBackup()
                : "vouched for by " + People.of(run).decided(approval);
        boolean backedUp = !plan.customizationBackup().isEmpty() || vouched;
        if (!backedUp) {
            throw new StepFailure(
                    "Customization backup not vouched for: %s (observed no verified set and nobody's word, expected one)%nHINT: Roll back, take a backup, start a new run."
                            .formatted(run.runId()));
        }
        new LastLook(work, plan).beforeInstaller();
        note(INTENT + "; customization backed up: " + why);
        require(work.installer().install(jobs(), plan.fixDirectory(), plan.fixIds(), backedUp));
    }

    /**
     * An installation that stopped half way is listed nowhere, though archives are changed: it is finished first, as only
     * what is listed can be taken back.
     */
    void takeBack() {
        boolean listed = plan.fixIds().stream().anyMatch(work.installer().list(null)::isApplied);
        if (!listed && !mastersAsBefore()) {
            new LastLook(work, plan).atFiles();
            require(work.installer().install(jobs(), plan.fixDirectory(), plan.fixIds(), true));
        }
        require(work.installer().uninstall(jobs(), plan.fixIds(), true));
    }

    private boolean mastersAsBefore() {
        return new Archives(work.cell(), work.sessions())
                .masters(plan.applications())
                .equals(plan.archives());
    }

    /** Whether an installer was started in this run, whatever became of it. */
    static boolean begun(StepRun run) {
        return run.evidence().entries(run.runId()).stream()
                .map(entry -> entry.draft())
                .anyMatch(draft -> draft.message().startsWith(INTENT));
    }

    /** Every decision of a person is a new attempt; one of before that still runs is found and waited for. */
    private ControlRun jobs() {
        return new ControlRun(
                run.runId(),
                run.stepId().substring(run.stepId().indexOf('_') + 1),
                1 + Math.toIntExact(run.find(DECISION_COUNT).orElse(0L)),
                run.progress());
    }

    private void require(UpdateReport report) {
        if (!report.answer().reached()) {
            throw new StepFailure(
                    report.message(),
                    String.join(" ", plan.fixIds()),
                    work.cell().deploymentManager().host(),
                    report.exitCode(),
                    report.tail(),
                    null);
        }
        run.conclude(Outcome.DONE, report.message());
    }

    private void note(String message) {
        Instant now = work.clock().instant();
        run.evidence()
                .append(new Draft(
                        run.runId(),
                        run.stepId(),
                        "002-10",
                        work.cell().deploymentManager().host(),
                        now,
                        now,
                        run.attempt(),
                        Outcome.DONE,
                        "system",
                        null,
                        null,
                        Map.of(),
                        message));
    }
}
