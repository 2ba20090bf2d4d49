package org.cnxrunbooks.guard;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/** Puts what a person was refused into the evidence of the run that it was meant for. */
final class RefusalRecord {

    private final Evidence evidence;
    private final Clock clock;

    RefusalRecord(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /** Does nothing where the command names no run that is under way. */
    void keep(Command<?> command, String user, String message, EngineFacts facts) {
        Target target = facts.read(context -> target(context, command));
        if (target == null) {
            return;
        }
        Instant now = clock.instant();
        evidence.append(new Draft(
                target.runId(),
                target.step(),
                null,
                null,
                now,
                now,
                1,
                Outcome.REFUSED,
                user,
                null,
                null,
                Map.of(),
                message));
    }

    private record Target(String runId, String step) {}

    private static @Nullable Target target(CommandContext context, Command<?> command) {
        Optional<TaskEntity> task = Fields.find(command, "taskId")
                .map(id -> context.getTaskManager().findTaskById(id));
        Optional<ExecutionEntity> execution = task.map(TaskEntity::getExecution)
                .or(() -> Fields.find(command, "processInstanceId")
                        .or(() -> Fields.find(command, "executionId"))
                        .map(id -> context.getExecutionManager().findExecutionById(id)));
        HistoricProcessInstanceEntity run = execution
                .map(found -> context.getHistoricProcessInstanceManager()
                        .findHistoricProcessInstance(found.getRootProcessInstanceId()))
                .orElse(null);
        return run == null || run.getBusinessKey() == null
                ? null
                : new Target(
                        run.getBusinessKey(),
                        task.map(TaskEntity::getTaskDefinitionKey).orElse(run.getProcessDefinitionKey()));
    }
}
