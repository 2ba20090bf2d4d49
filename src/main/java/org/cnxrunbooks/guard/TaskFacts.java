package org.cnxrunbooks.guard;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
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
 */
record TaskFacts(String element, Set<String> groups, Set<String> users, Set<String> starters) {

    static @Nullable TaskFacts of(CommandContext context, String taskId) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            return null;
        }
        Collection<IdentityLink> candidates = task.getCandidates();
        return new TaskFacts(
                Objects.toString(task.getTaskDefinitionKey(), taskId),
                named(candidates.stream().map(IdentityLink::getGroupId)),
                named(candidates.stream().map(IdentityLink::getUserId)),
                named(instances(task).stream().map(instance -> starter(context, instance))));
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

    private static Set<String> named(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }
}
