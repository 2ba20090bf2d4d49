package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.FIX_OUTCOME;

import java.util.List;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.evidence.Records;

/** The cell while users are shut out: what a step works with, and the plan that was approved. */
record Outage(IfixWork work, DowntimePlan plan) {

    private static final String APPROVAL = "userTask_approveFixWithDowntime";

    /** Fails when the plan was not approved, or when its digest was altered. */
    static Outage of(IfixWork work) {
        return new Outage(work, Records.read(work.run().approvedPlan(APPROVAL), DowntimePlan.class));
    }

    /** All nodes at once. */
    HalfTurn turn() {
        return new HalfTurn(work, plan.fix(), Half.WHOLE);
    }

    /** The clusters are as they were until here, and so is everything that they are stopped for. */
    HalfTurn turnToStop() {
        new LastLook(work, plan.fix()).beforeInstaller();
        return turn();
    }

    Installation installation() {
        return new Installation(work, plan.fix(), APPROVAL);
    }

    /** In words what was proven: fix, archives, and every application that ran before. */
    String verify() {
        new HalfProof(work, plan.fix(), Half.WHOLE).require();
        List<String> running = DowntimePlanner.started(work, work.members(plan.fix(), Half.WHOLE));
        List<String> missing = plan.started().stream()
                .filter(application -> !running.contains(application))
                .toList();
        if (!missing.isEmpty()) {
            throw new StepFailure(
                    "Applications do not run: %s (observed %d of %d, expected all that ran before; missing %s)%nHINT: SystemOut.log of the servers says why."
                            .formatted(
                                    plan.fix().cell(),
                                    plan.started().size() - missing.size(),
                                    plan.started().size(),
                                    String.join(", ", missing)));
        }
        work.run().write(FIX_OUTCOME, work.action() == FixAction.INSTALL ? "installed" : "rolledBack");
        return "%d applications run as before, archives as at the deployment manager"
                .formatted(plan.started().size());
    }
}
