package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** Asks the engine what a run stands at, in its own process and in every one that it called. */
final class Situations {

    private static final Set<String> WORK = Set.of("serviceTask", "sendTask", "businessRuleTask", "scriptTask");

    private final ProcessEngine engine;

    Situations(ProcessEngine engine) {
        this.engine = engine;
    }

    Situation of(String runId) {
        List<HistoricProcessInstance> parts = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(runId)
                .unfinished()
                .list();
        OpenActivities open = new OpenActivities(
                parts.stream().flatMap(part -> open(part).stream()).toList());
        List<Here> standing = new ArrayList<>();
        for (HistoricProcessInstance part : parts) {
            List<Incident> incidents = engine.getRuntimeService()
                    .createIncidentQuery()
                    .processInstanceId(part.getId())
                    .list();
            List<HistoricActivityInstance> here = open.innermost().stream()
                    .filter(act -> act.getProcessInstanceId().equals(part.getId()))
                    .toList();
            boolean suspended = HistoricProcessInstance.STATE_SUSPENDED.equals(part.getState());
            here.forEach(act -> standing.add(here(act, open.around(act), at(act, incidents), suspended)));
            incidents.stream()
                    .filter(incident ->
                            here.stream().noneMatch(act -> act.getActivityId().equals(incident.getActivityId())))
                    .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                    .forEach(incident -> standing.add(here(incident)));
        }
        standing.sort(Comparator.comparing(Here::since).thenComparing(Here::step));
        return new Situation(!parts.isEmpty(), standing);
    }

    private List<HistoricActivityInstance> open(HistoricProcessInstance part) {
        return engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(part.getId())
                .unfinished()
                .list();
    }

    private static Optional<Incident> at(HistoricActivityInstance act, List<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> act.getActivityId().equals(incident.getActivityId()))
                .findFirst();
    }

    private Here here(
            HistoricActivityInstance act, List<String> around, Optional<Incident> incident, boolean suspended) {
        Optional<Task> task = Optional.ofNullable(act.getTaskId())
                .map(id -> engine.getTaskService().createTaskQuery().taskId(id).singleResult());
        Here.State usual = task.isPresent()
                ? Here.State.ASKS
                : WORK.contains(act.getActivityType()) ? Here.State.WORKS : Here.State.WAITS;
        return new Here(
                act.getActivityId(),
                OpenActivities.name(act),
                around,
                suspended ? Here.State.SUSPENDED : incident.isPresent() ? Here.State.STOPPED : usual,
                act.getStartTime().toInstant(),
                task.map(this::groups).orElse(List.of()),
                task.map(Task::getAssignee).orElse(null),
                task.map(Task::getDueDate).map(Date::toInstant).orElse(null),
                incident.map(Incident::getIncidentMessage).orElseGet(() -> lastFailure(act)));
    }

    /** Of a job that failed before its element was entered. */
    private static Here here(Incident incident) {
        String step = String.valueOf(incident.getActivityId());
        Instant came = incident.getIncidentTimestamp().toInstant();
        String message = incident.getIncidentMessage();
        return new Here(step, step, List.of(), Here.State.STOPPED, came, List.of(), null, null, message);
    }

    private List<String> groups(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** What the last try of a long step failed with, while it is to be tried again. */
    private @Nullable String lastFailure(HistoricActivityInstance act) {
        return engine
                .getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(act.getProcessInstanceId())
                .activityId(act.getActivityId())
                .list()
                .stream()
                .filter(task -> act.getId().equals(task.getActivityInstanceId()))
                .map(ExternalTask::getErrorMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
