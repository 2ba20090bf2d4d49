package org.cnxrunbooks.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;

/** Who did other tasks than approvals in a process or in the run that it belongs to: whom guard keeps from approving it. */
final class Planners {

    private final HistoryService history;

    Planners(ProcessEngine engine) {
        this.history = engine.getHistoryService();
    }

    SortedSet<String> of(HistoricProcessInstance instance) {
        SortedSet<String> planners = new TreeSet<>();
        for (String part : Set.copyOf(List.of(instance.getId(), instance.getRootProcessInstanceId()))) {
            Set<String> approvals = approvals(part);
            history
                    .createUserOperationLogQuery()
                    .processInstanceId(part)
                    .entityType(EntityTypes.TASK)
                    .operationType(UserOperationLogEntry.OPERATION_TYPE_COMPLETE)
                    .list()
                    .stream()
                    .filter(done -> done.getUserId() != null && !approvals.contains(done.getTaskId()))
                    .forEach(done -> planners.add(done.getUserId()));
        }
        return planners;
    }

    private Set<String> approvals(String part) {
        Set<String> found = new HashSet<>();
        history.createHistoricTaskInstanceQuery().processInstanceId(part).list().stream()
                .filter(task -> task.getTaskDefinitionKey() != null
                        && task.getTaskDefinitionKey().startsWith(ApprovalQuestion.APPROVAL))
                .forEach(task -> found.add(task.getId()));
        return found;
    }
}
