package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** Reads an open task and its run from the engine. */
final class TaskReading {

    private static final String APPROVERS = "approvers";
    private static final String CHANGES = "planChanges";

    private final ProcessEngine engine;
    private final Planners planners;

    TaskReading(ProcessEngine engine) {
        this.engine = engine;
        this.planners = new Planners(engine);
    }

    /** Empty when no such task is open, or when it belongs to no run. */
    Optional<String> runOf(String taskId) {
        return task(taskId).flatMap(this::instance).map(HistoricProcessInstance::getBusinessKey);
    }

    Optional<OpenTask> read(String taskId) {
        return task(taskId).flatMap(task -> instance(task).map(instance -> read(task, instance)));
    }

    private OpenTask read(Task task, HistoricProcessInstance instance) {
        Set<String> groups = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean approval = groups.contains(APPROVERS);
        return new OpenTask(
                Objects.toString(task.getName(), task.getTaskDefinitionKey()),
                Objects.toString(instance.getProcessDefinitionName(), instance.getProcessDefinitionKey()),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()),
                instant(task.getFollowUpDate()),
                task.getAssignee(),
                groups.stream().map(this::title).toList(),
                approval,
                approval ? planners.of(instance) : Set.of(),
                changes(instance));
    }

    /** Of all user tasks that the run has come to, by their ids in the models. */
    Map<String, String> names(String runId) {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(runId)
                .list()
                .stream()
                .flatMap(
                        part -> engine
                                .getHistoryService()
                                .createHistoricTaskInstanceQuery()
                                .processInstanceId(part.getId())
                                .list()
                                .stream())
                .filter(task -> task.getName() != null)
                .collect(Collectors.toMap(
                        HistoricTaskInstance::getTaskDefinitionKey, HistoricTaskInstance::getName, (one, same) -> one));
    }

    private @Nullable String changes(HistoricProcessInstance instance) {
        return engine
                .getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(instance.getId())
                .variableName(CHANGES)
                .list()
                .stream()
                .map(VariableInstance::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private String title(String group) {
        Group found =
                engine.getIdentityService().createGroupQuery().groupId(group).singleResult();
        return found == null || found.getName() == null ? group : found.getName();
    }

    private Optional<Task> task(String taskId) {
        return Optional.ofNullable(
                engine.getTaskService().createTaskQuery().taskId(taskId).singleResult());
    }

    private Optional<HistoricProcessInstance> instance(Task task) {
        return Optional.ofNullable(task.getProcessInstanceId()).map(id -> engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
