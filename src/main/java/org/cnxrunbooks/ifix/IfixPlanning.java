package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.time.Instant;
import java.util.List;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.Refusal;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.vault.Vault;

/** From the request to a plan that a person can judge, and once more right before the first change. */
final class IfixPlanning {

    private final IfixWork work;
    private final Vault vault;
    private final List<String> atWork;
    private final StepRun run;

    /** @param atWork business keys of other runs that change the same cell now */
    IfixPlanning(IfixWork work, Vault vault, List<String> atWork) {
        this.atWork = atWork;
        this.work = work;
        this.vault = vault;
        this.run = work.run();
    }

    void plan() {
        Instant now = work.clock().instant();
        Reasons reasons = new Reasons();
        addRunsAtWork(work, atWork, reasons);
        IfixOrder order = new OrderReading(run, now, reasons).read();
        IfixPlan plan = new IfixPlanner(work, vault, reasons, Reasons.PLAN_REFUSED).plan(order);
        String digest = run.evidence().keep(Records.write(plan));
        run.digest("plan", digest);
        run.write(PLAN_DIGEST, digest);
        run.write(PLAN_CHANGES, run.find(PLAN_CHANGES).orElse(""));
        run.write(WINDOW_START, order.start().toString());
        run.write(CUSTOMIZATION_BACKED_UP, !plan.customizationBackup().isEmpty());
        run.write(OPENING_HALF, Half.FIRST.text());
        run.write(CLOSING_HALF, Half.SECOND.text());
        run.write(FIX_ACTION, FixAction.INSTALL.text());
        run.write(RESTING_HALF, "");
        run.write(SKIPPED_STEPS, List.of());
        run.write(DECISION_COUNT, 0L);
        run.write(ACCEPTED_FAILURES, 0L);
        new PlanView(
                        plan,
                        order,
                        CustomizationBackup.newest(vault, work.cell(), now)
                                .map(CustomizationBackup::text)
                                .orElse("no verified backup of the customization in the vault"),
                        work.wsadmin().sessions())
                .show(run);
        run.conclude(
                Outcome.DONE,
                "%s on %d web servers"
                        .formatted(
                                String.join(", ", plan.fixIds()), plan.servers().size()));
    }

    /** Fails nothing that merely passes time; refuses when the plan rests on other facts now. */
    void check() {
        IfixPlan approved = work.plan();
        Reasons reasons = new Reasons();
        addRunsAtWork(work, atWork, reasons);
        List<String> changes;
        try {
            IfixOrder order = new OrderReading(run, work.clock().instant(), reasons).read();
            IfixPlan present = new IfixPlanner(work, vault, reasons, MaterialFacts.PLAN_OUTDATED).plan(order);
            changes = IfixFacts.changes(approved, present);
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

    /** Those for which no plan is begun: what two runs change at once, neither of them can prove. */
    static void addRunsAtWork(IfixWork work, List<String> atWork, Reasons reasons) {
        atWork.forEach(other -> reasons.add(
                "Another run changes this cell: %s (observed %s at work, expected none)"
                        .formatted(work.cell().name(), other),
                "wait until it has ended"));
    }
}
