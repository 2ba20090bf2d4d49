package org.cnxrunbooks.engine;

import java.util.Optional;
import java.util.function.Consumer;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.Progress;

/** One execution of one step, as its action sees it. */
public interface StepRun {

    /** The business key. */
    String runId();

    /** Id of the BPMN element. */
    String stepId();

    /** 1 for the first try. */
    int attempt();

    /** User id of the person who started the run. */
    String starter();

    <T> Optional<T> find(Variable<T> variable);

    /** Fails when the variable is not there. */
    <T> T read(Variable<T> variable);

    /** Takes effect when the step completes. */
    <T> void write(Variable<T> variable, T value);

    /** Ends the step with a BPMN error of that code: we know, and must not go on this way. */
    Refusal refuse(String errorCode, String message);

    Evidence evidence();

    /** Gives every command of a host session to the evidence of this step. */
    Consumer<CommandRecord> recorder();

    /** Where long work reports; checks the lease. Does nothing in a short step. */
    Progress progress();

    /** Sets outcome and one line for people in this step's own entry; DONE and empty unless called. */
    void conclude(Outcome outcome, String message);

    /** Adds a digest to this step's own entry. */
    void digest(String role, String sha256);

    /** True when a person decided that this item of this step is left out ({@code <step>/<item>} in {@code skippedSteps}). */
    boolean isSkipped(String item);

    /**
     * The plan that a person approved, from the evidence, never from variables.
     *
     * @param approvalTaskId the user task, e.g. {@code userTask_approveBackupPlan}; its completion must be committed
     *     before (an external task or {@code asyncBefore} stands between)
     * @return the bytes whose SHA-256 is both approved and in variable {@code planDigest}
     * @throws StepFailure when the last decision is no approval, is the starter's own, or concerns another plan
     */
    byte[] approvedPlan(String approvalTaskId);
}
