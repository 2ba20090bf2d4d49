package org.cnxrunbooks.engine;

import java.util.List;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;

/** Finds the plan that a person approved. Everything it trusts stands in the evidence; the variable must agree with it. */
final class ApprovedPlan {

    private final Evidence evidence;

    ApprovedPlan(Evidence evidence) {
        this.evidence = evidence;
    }

    /** @param planDigest what the process variable says, empty when it is missing */
    byte[] read(String runId, String approvalTaskId, String planDigest) {
        List<Entry> entries = evidence.entries(runId);
        Entry decision = entries.stream()
                .filter(entry -> entry.draft().outcome() == Outcome.DECIDED)
                .filter(entry -> entry.draft().step().equals(approvalTaskId))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> refused("plan not approved", runId, approvalTaskId, "no decision", "an approval"));
        Draft draft = decision.draft();
        String approved = draft.digests().get(Decisions.APPROVED);
        if (approved == null) {
            throw refused("plan not approved", runId, approvalTaskId, "declined by " + draft.actor(), "an approval");
        }
        checkPeople(runId, approvalTaskId, draft, entries);
        if (!approved.equals(planDigest)) {
            throw refused("plan digest altered", runId, approvalTaskId, show(planDigest), approved);
        }
        checkOrigin(runId, approvalTaskId, decision, approved, entries);
        return evidence.blob(approved)
                .orElseThrow(() -> refused("plan missing", runId, approvalTaskId, "no bytes", approved));
    }

    private static void checkPeople(String runId, String taskId, Draft decision, List<Entry> entries) {
        String starter = RunOpening.starter(entries)
                .orElseThrow(() -> refused("starter unknown", runId, taskId, "no opening entry", "one"));
        if (decision.actor().equalsIgnoreCase(starter)) {
            throw refused("approval void", runId, taskId, "approved by its starter " + starter, "somebody else");
        }
        if (decision.actor().equals(StepRecorder.SYSTEM)) {
            throw refused("approval void", runId, taskId, "approved by nobody", "a person");
        }
    }

    /** The digest must be one that a step of this run put down before the decision: no plan of another run. */
    private static void checkOrigin(String runId, String taskId, Entry decision, String approved, List<Entry> entries) {
        boolean made = entries.stream()
                .filter(entry -> entry.sequence() < decision.sequence())
                .map(Entry::draft)
                .anyMatch(draft -> draft.outcome() != Outcome.DECIDED
                        && draft.actor().equals(StepRecorder.SYSTEM)
                        && draft.digests().containsValue(approved));
        if (!made) {
            throw refused("plan digest altered", runId, taskId, approved, "a plan made by a step of this run");
        }
    }

    private static String show(String digest) {
        return digest.isEmpty() ? "nothing" : digest;
    }

    private static StepFailure refused(String what, String runId, String taskId, String observed, String expected) {
        return new StepFailure(what + ": " + taskId + " of " + runId + " (observed " + observed + ", expected "
                + expected + ") HINT: nothing was touched; cancel this run, look at its evidence and start a new one");
    }
}
