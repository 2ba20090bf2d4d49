package org.cnxrunbooks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/** A step's view of its run; what it writes and concludes is gathered here until the step is over. May be used by several threads. */
final class RecordedRun implements StepRun {

    private final StepFacts facts;
    private final Function<String, @Nullable TypedValue> variables;
    private final Evidence evidence;
    private final Progress progress;
    private final CommandMemory commands;
    private final Map<String, TypedValue> written = new LinkedHashMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private Outcome outcome = Outcome.DONE;
    private String message = "";

    /** @param variables the engine's value of a name as it was when the step began */
    RecordedRun(
            StepFacts facts, Function<String, @Nullable TypedValue> variables, Evidence evidence, Progress progress) {
        this.facts = facts;
        this.variables = variables;
        this.evidence = evidence;
        this.progress = progress;
        this.commands = new CommandMemory(new CommandEntries(facts, evidence));
    }

    @Override
    public String runId() {
        return facts.runId();
    }

    @Override
    public String stepId() {
        return facts.stepId();
    }

    @Override
    public int attempt() {
        return facts.attempt();
    }

    @Override
    public String starter() {
        return RunOpening.starter(evidence.entries(runId())).orElseGet(() -> read(RunVariables.STARTER));
    }

    @Override
    public <T> Optional<T> find(Variable<T> variable) {
        TypedValue mine;
        synchronized (this) {
            mine = written.get(variable.name());
        }
        return Optional.ofNullable(
                VariableValues.fromEngine(variable, mine != null ? mine : variables.apply(variable.name())));
    }

    @Override
    public <T> T read(Variable<T> variable) {
        return find(variable)
                .orElseThrow(() -> new IllegalStateException("variable missing: " + variable.name() + " in "
                        + stepId() + " of " + runId() + " (observed nothing, expected "
                        + variable.type().getSimpleName() + ")"));
    }

    @Override
    public synchronized <T> void write(Variable<T> variable, T value) {
        written.put(variable.name(), VariableValues.toEngine(variable.name(), value));
    }

    @Override
    public Refusal refuse(String errorCode, String message) {
        return new Refusal(errorCode, message);
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public Consumer<CommandRecord> recorder() {
        return commands;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public synchronized void conclude(Outcome outcome, String message) {
        this.outcome = outcome;
        this.message = message;
    }

    @Override
    public synchronized void digest(String role, String sha256) {
        digests.put(role, sha256);
    }

    @Override
    public boolean isSkipped(String item) {
        return skipped().contains(stepId() + "/" + item);
    }

    /** True when a person decided that the whole step is left out. */
    boolean isSkipped() {
        return skipped().contains(stepId());
    }

    private List<?> skipped() {
        return find(RunVariables.SKIPPED_STEPS).orElse(List.of());
    }

    @Override
    public byte[] approvedPlan(String approvalTaskId) {
        return new ApprovedPlan(evidence)
                .read(runId(), approvalTaskId, find(RunVariables.PLAN_DIGEST).orElse(""));
    }

    CommandMemory commands() {
        return commands;
    }

    StepFacts facts() {
        return facts;
    }

    synchronized Outcome outcome() {
        return outcome;
    }

    synchronized String message() {
        return message;
    }

    synchronized Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    synchronized Map<String, TypedValue> written() {
        return new LinkedHashMap<>(written);
    }
}
