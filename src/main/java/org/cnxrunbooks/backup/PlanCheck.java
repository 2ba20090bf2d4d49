package org.cnxrunbooks.backup;

import static org.cnxrunbooks.backup.BackupVariables.PLAN_CHANGES;

import java.util.List;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.vault.Vault;

/** Right before the cell is stopped: whether the approval still holds. Reads everything again and changes nothing. */
record PlanCheck(BackupWork work, Vault vault, StepRun run) {

    private static final String POINT_OF_NO_RETURN = "serviceTask_stopServers";

    /** @param request as the approved plan had it */
    void require(BackupRequest request) {
        if (stopBegun()) {
            // what runs no more cannot be asked again; it was as approved when the first server was stopped
            run.conclude(Outcome.DONE, "this run has begun to stop the cell");
            return;
        }
        Reasons reasons = new Reasons();
        BackupPlan present =
                new BackupPlanner(work.sessions(), vault, reasons, MaterialFacts.PLAN_OUTDATED).plan(request);
        List<String> changes = PlanFacts.of(work.plan()).changes(PlanFacts.of(present));
        if (!changes.isEmpty()) {
            run.write(PLAN_CHANGES, MaterialFacts.listed(changes));
            throw MaterialFacts.outdated(run, changes);
        }
        run.write(PLAN_CHANGES, "");
        run.conclude(Outcome.DONE, "as approved");
    }

    private boolean stopBegun() {
        return run.evidence().entries(run.runId()).stream()
                .anyMatch(entry -> entry.draft().step().equals(POINT_OF_NO_RETURN));
    }
}
