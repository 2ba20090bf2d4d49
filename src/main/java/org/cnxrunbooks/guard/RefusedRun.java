package org.cnxrunbooks.guard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/** A run under way that a refused command was meant for, and the step in it or, where none is named, the process. */
record RefusedRun(String runId, String step) {

    /** Those of tasks first: of what names one run twice, the first counts. */
    private static final List<String> IDS = List.of(
            "id",
            "taskId",
            "taskIds",
            "entityId",
            "executionId",
            "processInstanceId",
            "processInstanceIds",
            "externalTaskId",
            "jobId");

    /** Whoever names a thousand runs in one command leaves no thousand entries. */
    private static final int MOST = 20;

    static Collection<RefusedRun> of(CommandContext context, Command<?> command) {
        Stream<ExecutionEntity> byKey = Fields.texts(command, Set.of("businessKey"))
                .flatMap(key -> context
                        .getExecutionManager()
                        .findProcessInstancesByQueryCriteria(
                                (ProcessInstanceQueryImpl) new ProcessInstanceQueryImpl()
                                        .processInstanceBusinessKey(key)
                                        .rootProcessInstances(),
                                null)
                        .stream()
                        .map(ExecutionEntity.class::cast));
        return Stream.concat(
                        Fields.texts(command, IDS).distinct().limit(MOST).map(id -> find(context, id)),
                        byKey.map(run -> of(context, null, run)))
                .filter(Objects::nonNull)
                .limit(MOST)
                .collect(Collectors.toMap(RefusedRun::runId, run -> run, (first, again) -> first, LinkedHashMap::new))
                .values();
    }

    private static @Nullable RefusedRun find(CommandContext context, String id) {
        TaskEntity task = context.getTaskManager().findTaskById(id);
        ExecutionEntity execution = task != null
                ? task.getExecution()
                : context.getExecutionManager().findExecutionById(id);
        if (execution == null) {
            execution = Optional.ofNullable(context.getExternalTaskManager().findExternalTaskById(id))
                    .map(ExternalTaskEntity::getProcessInstanceId)
                    .or(() -> Optional.ofNullable(context.getJobManager().findJobById(id))
                            .map(JobEntity::getProcessInstanceId))
                    .map(context.getExecutionManager()::findExecutionById)
                    .orElse(null);
        }
        return of(context, task, execution);
    }

    private static @Nullable RefusedRun of(
            CommandContext context, @Nullable TaskEntity task, @Nullable ExecutionEntity execution) {
        HistoricProcessInstanceEntity run = execution == null
                ? null
                : context.getHistoricProcessInstanceManager()
                        .findHistoricProcessInstance(execution.getRootProcessInstanceId());
        return run == null || run.getBusinessKey() == null
                ? null
                : new RefusedRun(
                        run.getBusinessKey(),
                        task == null ? run.getProcessDefinitionKey() : task.getTaskDefinitionKey());
    }
}
