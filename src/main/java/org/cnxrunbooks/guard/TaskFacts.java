package org.cnxrunbooks.guard;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.UserOperationLogQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricTaskInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;

/**
 * Who may do a task.
 *
 * @param element id of the user task in its model
 * @param groups candidate groups
 * @param users candidate users
 * @param starters who started the run, of the called process and of its root
 * @param planners who completed other tasks of the run than approvals before this one; asked of approvals alone
 */
record TaskFacts(String element, Set<String> groups, Set<String> users, Set<String> starters, Set<String> planners) {

    private static final String APPROVAL = "userTask_approve";

    static @Nullable TaskFacts of(CommandContext context, String taskId) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            return null;
        }
        Collection<IdentityLink> candidates = task.getCandidates();
        Set<String> groups = named(candidates.stream().map(IdentityLink::getGroupId));
        return new TaskFacts(
                Objects.toString(task.getTaskDefinitionKey(), taskId),
                groups,
                named(candidates.stream().map(IdentityLink::getUserId)),
                named(instances(task).stream().map(instance -> starter(context, instance))),
                groups.contains(FourEyes.APPROVERS)
                        ? named(instances(task).stream().flatMap(instance -> planners(context, instance)))
                        : Set.of());
    }

    private static Set<String> instances(TaskEntity task) {
        Set<String> instances = new LinkedHashSet<>();
        ExecutionEntity execution = task.getExecution();
        if (execution != null) {
            instances.add(execution.getProcessInstanceId());
            instances.add(execution.getRootProcessInstanceId());
        }
        return instances;
    }

    private static @Nullable String starter(CommandContext context, String instance) {
        HistoricProcessInstanceEntity history =
                context.getHistoricProcessInstanceManager().findHistoricProcessInstance(instance);
        return history == null ? null : history.getStartUserId();
    }

    private static Stream<@Nullable String> planners(CommandContext context, String instance) {
        UserOperationLogQueryImpl completed = new UserOperationLogQueryImpl();
        completed.processInstanceId(instance);
        completed.entityType(EntityTypes.TASK);
        completed.operationType(UserOperationLogEntry.OPERATION_TYPE_COMPLETE);
        return context.getOperationLogManager().findOperationLogEntriesByQueryCriteria(completed, null).stream()
                .filter(entry -> entry.getTaskId() != null && !isApproval(context, entry.getTaskId()))
                .map(UserOperationLogEntry::getUserId);
    }

    private static boolean isApproval(CommandContext context, String task) {
        HistoricTaskInstanceEntity done =
                context.getHistoricTaskInstanceManager().findHistoricTaskInstanceById(task);
        return done != null && Objects.toString(done.getTaskDefinitionKey(), "").startsWith(APPROVAL);
    }

    private static Set<String> named(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }
}
