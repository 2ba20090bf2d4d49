package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;
import static org.cnxrunbooks.ifix.IfixVariables.PLAN_CHANGES;

import java.time.Instant;
import java.util.List;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.Refusal;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.vault.Vault;

/** From the request to a plan with downtime that a person can judge, and once more right before users are shut out. */
final class DowntimePlanning {

    private final IfixWork work;
    private final Vault vault;
    private final List<String> atWork;
    private final StepRun run;

    /** @param atWork business keys of other runs that change the same cell now */
    DowntimePlanning(IfixWork work, Vault vault, List<String> atWork) {
        this.atWork = atWork;
        this.work = work;
        this.vault = vault;
        this.run = work.run();
    }

    void plan() {
        Instant now = work.clock().instant();
        // also when the plan is refused
        run.write(PLAN_CHANGES, run.find(PLAN_CHANGES).orElse(""));
        DowntimePlan plan = make(new Reasons(), Reasons.PLAN_REFUSED);
        String digest = run.evidence().keep(Records.write(plan));
        run.digest("plan", digest);
        run.write(PLAN_DIGEST, digest);
        run.write(CUSTOMIZATION_BACKED_UP, !plan.fix().customizationBackup().isEmpty());
        run.write(HALF, Half.WHOLE.text());
        run.write(RESTING_HALF, "");
        run.write(FIX_ACTION, FixAction.INSTALL.text());
        run.write(SKIPPED_STEPS, List.of());
        run.write(DECISION_COUNT, 0L);
        new DowntimeView(
                        plan.fix(),
                        CustomizationBackup.newest(vault, work.cell(), now)
                                .map(CustomizationBackup::text)
                                .orElse("no verified backup of the customization in the vault"))
                .show(run);
        run.conclude(
                Outcome.DONE,
                "%s, %d clusters down"
                        .formatted(
                                String.join(", ", plan.fix().fixIds()),
                                plan.fix().clusters().size()));
    }

    /** Refuses when the plan rests on other facts now. */
    void check(Outage outage) {
        Reasons reasons = Reasons.ofCheck();
        List<String> changes;
        try {
            changes = outage.plan().changes(make(reasons, MaterialFacts.PLAN_OUTDATED));
        } catch (Refusal refusal) {
            changes = reasons.all();
        }
        if (!changes.isEmpty()) {
            run.write(PLAN_CHANGES, MaterialFacts.listed(changes));
            throw MaterialFacts.outdated(run, changes);
        }
        run.write(PLAN_CHANGES, "");
        run.conclude(Outcome.DONE, "as approved");
    }

    private DowntimePlan make(Reasons reasons, String refusal) {
        IfixPlanning.addRunsAtWork(work, atWork, reasons);
        IfixOrder order = new OrderReading(run, work.clock().instant(), reasons).read();
        return new DowntimePlanner(work, vault, reasons, refusal).plan(order);
    }
}
