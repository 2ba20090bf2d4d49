package org.cnxrunbooks.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes every run: its business key (whatever key the caller gave), its starter, its first entry with what
 * was asked for, its last entry. A called process belongs to the run of its caller. The entries are written with the
 * commit, so a start that was refused leaves none.
 */
final class RunListener implements ExecutionListener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 200;

    private final RunKeys keys;
    private final StepRecorder recorder;
    private final Consumer<String> ended;

    /** @param ended told the business key of every run that has ended, after the commit */
    RunListener(RunKeys keys, StepRecorder recorder, Consumer<String> ended) {
        this.keys = keys;
        this.recorder = recorder;
        this.ended = ended;
    }

    @Override
    public void notify(DelegateExecution execution) {
        boolean begins = EVENTNAME_START.equals(execution.getEventName());
        DelegateExecution caller = execution.getSuperExecution();
        if (caller != null) {
            if (begins) {
                execution.setProcessBusinessKey(RunKeys.of(caller));
            }
        } else if (begins) {
            open(execution);
        } else {
            String end = execution.getCurrentActivityId();
            String message = "run ended" + (execution.isCanceled() ? ": cancelled" : end == null ? "" : ": " + end);
            append(execution, end, actor(execution), Map.of(), message);
            String runId = RunKeys.of(execution);
            AtCommit.after(() -> ended.accept(runId));
        }
    }

    private void open(DelegateExecution execution) {
        String process = process(execution);
        Map<String, String> asked = asked(execution);
        String key = keys.next(process, asked.getOrDefault(RunVariables.CELL_NAME.name(), ""));
        execution.setProcessBusinessKey(key);
        String starter = actor(execution);
        execution.setVariable(RunVariables.STARTER.name(), starter);
        String request = recorder.evidence().keep(json(asked));
        String shown = asked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + VariableValues.begin(entry.getValue(), SHOWN))
                .collect(Collectors.joining("; "));
        append(execution, null, starter, Map.of("request", request), RunOpening.MESSAGE + ": " + shown);
    }

    private void append(
            DelegateExecution execution,
            @Nullable String step,
            String actor,
            Map<String, String> digests,
            String message) {
        Instant now = recorder.clock().instant();
        Draft draft = new Draft(
                RunKeys.of(execution),
                step == null ? process(execution) : step,
                null,
                null,
                now,
                now,
                1,
                Outcome.DONE,
                actor,
                null,
                null,
                digests,
                message);
        Evidence evidence = recorder.evidence();
        AtCommit.before(() -> evidence.append(draft));
    }

    /** The user the engine knows for this act; {@code system} when nobody is logged in. */
    static String actor(DelegateExecution execution) {
        Authentication who =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        String user = who == null ? null : who.getUserId();
        return user == null ? StepRecorder.SYSTEM : user;
    }

    private static String process(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessDefinition().getKey();
    }

    private static Map<String, String> asked(DelegateExecution execution) {
        Map<String, String> asked = new TreeMap<>();
        VariableMap variables = execution.getVariablesTyped(false);
        for (String name : variables.keySet()) {
            TypedValue typed = variables.getValueTyped(name);
            Object value = typed instanceof SerializableValue json ? json.getValueSerialized() : typed.getValue();
            if (value != null && !name.equals(RunVariables.STARTER.name())) {
                asked.put(name, value.toString());
            }
        }
        return asked;
    }

    private static byte[] json(Map<String, String> asked) {
        try {
            return JSON.writeValueAsBytes(asked);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("start variables not writable as JSON", e);
        }
    }
}
