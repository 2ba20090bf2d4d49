package org.cnxrunbooks.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Puts down every decision of a person: who, which task, what was filled in. Written with the commit, so that a
 * completion that was refused leaves no decision.
 *
 * <p>The digest {@code plan} says which plan lay before the person. A task {@code userTask_approve…} whose field
 * {@code …Approved} (or the one named by the model property {@code runbook.approval}) is true also gets the digest
 * {@code approved}; nothing else gives it.
 */
final class Decisions implements TaskListener {

    static final String PLAN = "plan";
    static final String APPROVED = "approved";

    private static final String APPROVAL_TASK = "userTask_approve";
    private static final String APPROVAL_FIELD = "runbook.approval";
    private static final int SHOWN = 300;

    private final StepRecorder recorder;

    Decisions(StepRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void notify(DelegateTask task) {
        UserTask element = task.getBpmnModelElementInstance();
        List<FormField> fields = TaskForm.fields(task);
        Map<String, String> digests = new TreeMap<>();
        if (task.getVariable(RunVariables.PLAN_DIGEST.name()) instanceof String plan && !plan.isEmpty()) {
            digests.put(PLAN, plan);
            if (approves(task, element, fields)) {
                digests.put(APPROVED, plan);
            }
        }
        Instant now = recorder.clock().instant();
        Draft draft = new Draft(
                RunKeys.of(task.getExecution()),
                task.getTaskDefinitionKey(),
                StepFacts.property(element, StepFacts.SOURCE),
                null,
                task.getCreateTime() == null ? now : task.getCreateTime().toInstant(),
                now,
                1,
                Outcome.DECIDED,
                RunListener.actor(task.getExecution()),
                null,
                null,
                digests,
                message(task, fields));
        AtCommit.before(() -> recorder.evidence().append(draft));
    }

    private static boolean approves(DelegateTask task, UserTask element, List<FormField> fields) {
        if (!task.getTaskDefinitionKey().startsWith(APPROVAL_TASK)) {
            return false;
        }
        String named = StepFacts.property(element, APPROVAL_FIELD);
        List<String> candidates = named != null
                ? List.of(named)
                : fields.stream()
                        .map(FormField::key)
                        .filter(key -> key.endsWith("Approved"))
                        .toList();
        return candidates.size() == 1 && Boolean.TRUE.equals(task.getVariable(candidates.get(0)));
    }

    private static String message(DelegateTask task, List<FormField> fields) {
        return fields.stream()
                .map(field -> field.key() + "=" + shown(field, task.getVariable(field.key())))
                .collect(Collectors.joining("; "));
    }

    private static String shown(FormField field, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        return field.secret() ? "[not kept]" : VariableValues.begin(value.toString(), SHOWN);
    }
}
