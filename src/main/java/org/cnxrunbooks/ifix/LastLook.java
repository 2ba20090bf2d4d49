package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.wsadmin.Fix;
import org.cnxrunbooks.wsadmin.FixListing;

/**
 * At a point of no return: whether fix, programs and archives are still those that were approved. Half of the cell rests or
 * users are shut out by then, so that going back to the approver is not always possible; a person decides.
 */
record LastLook(IfixWork work, IfixPlan plan) {

    /** What the step was at, for the person who decides. */
    static final String ITEM = "approvedPlan";

    /** Before clusters are stopped and before the installer is started. */
    void beforeInstaller() {
        if (work.action() != FixAction.INSTALL) {
            return; // a way back is never barred
        }
        if (Installation.begun(work.run())) {
            atFiles();
            return;
        }
        Map<String, String> approved = new LinkedHashMap<>(IfixFacts.files(plan.fixes(), plan.programs()));
        approved.putAll(IfixFacts.listed(plan.installed()));
        approved.putAll(IfixFacts.archives(plan.archives()));
        Map<String, String> present = new LinkedHashMap<>(IfixFacts.files(fixes(), programs()));
        present.putAll(IfixFacts.listed(ids(work.installer().list(null))));
        present.putAll(IfixFacts.archives(new Archives(work.cell(), work.sessions()).masters(plan.applications())));
        require(approved, present);
    }

    /** What an installer that is started once more is given. */
    void atFiles() {
        require(IfixFacts.files(plan.fixes(), plan.programs()), IfixFacts.files(fixes(), programs()));
    }

    /** Before the second half is touched: it gets what the first half got, and nothing else was installed meanwhile. */
    void beforeOtherHalf(Half renewed) {
        if (work.action() != FixAction.INSTALL) {
            return;
        }
        List<String> present = ids(work.installer().list(null));
        List<String> expected = new ArrayList<>(plan.installed());
        expected.retainAll(present); // what the fix superseded is not listed any more
        expected.addAll(plan.fixIds());
        require(IfixFacts.listed(expected), IfixFacts.listed(present));
        List<String> stray = HalfProof.strayArchives(work, plan, renewed);
        if (!stray.isEmpty()) {
            throw failure(stray);
        }
    }

    static List<String> ids(FixListing listing) {
        return listing.applied().stream().map(Fix::id).distinct().sorted().toList();
    }

    /** With the digest that each file has now; empty where it is gone. */
    private List<IfixPlan.PlannedFix> fixes() {
        Map<String, String> digests = FileDigests.of(
                work.sessions().deploymentManager(),
                plan.fixes().stream().map(IfixPlan.PlannedFix::file).toList());
        return plan.fixes().stream()
                .map(fix -> new IfixPlan.PlannedFix(
                        fix.id(), fix.component(), fix.file(), digests.getOrDefault(fix.file(), "")))
                .toList();
    }

    private Map<String, String> programs() {
        return FileDigests.of(
                work.sessions().deploymentManager(),
                plan.programs().keySet().stream().sorted().toList());
    }

    private void require(Map<String, String> approved, Map<String, String> present) {
        List<String> changes = MaterialFacts.of(approved).changes(MaterialFacts.of(present));
        if (!changes.isEmpty()) {
            throw failure(changes);
        }
    }

    private StepFailure failure(List<String> changes) {
        return new StepFailure(
                ITEM,
                "Not as approved: %s on %s (observed %d facts that are others now, expected none)%n- %s%nHINT: Nothing of this step was begun. Put back what was approved and have it tried again, or roll back: another plan needs another approval."
                        .formatted(
                                String.join(" ", plan.fixIds()),
                                work.cell().name(),
                                changes.size(),
                                String.join("\n- ", changes)),
                null);
    }
}
