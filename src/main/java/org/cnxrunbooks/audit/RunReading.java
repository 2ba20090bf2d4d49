package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.cnxrunbooks.audit.RunHistory.Activity;
import org.cnxrunbooks.audit.RunHistory.Change;
import org.cnxrunbooks.audit.RunHistory.Incident;
import org.cnxrunbooks.audit.RunHistory.Operation;
import org.cnxrunbooks.audit.RunHistory.Part;
import org.jspecify.annotations.Nullable;

/** Reads the engine's history of one run. A called process carries the business key of its caller. */
final class RunReading {

    private static final int SHOWN = 4000;

    private final HistoryService history;

    RunReading(ProcessEngine engine) {
        this.history = engine.getHistoryService();
    }

    RunHistory read(String runId) {
        List<Part> parts =
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(runId).list().stream()
                        .map(RunReading::part)
                        .sorted(Comparator.comparing((Part part) -> part.caller() != null)
                                .thenComparing(Part::started))
                        .toList();
        return new RunHistory(
                parts,
                each(parts, this::activities, Activity::started),
                each(parts, this::incidents, Incident::began),
                each(parts, this::changes, Change::at),
                each(parts, this::operations, Operation::at));
    }

    private static <T> List<T> each(List<Part> parts, Function<String, List<T>> reader, Function<T, Instant> time) {
        return parts.stream()
                .flatMap(part -> reader.apply(part.id()).stream())
                .sorted(Comparator.comparing(time))
                .toList();
    }

    private static Part part(HistoricProcessInstance instance) {
        String name = instance.getProcessDefinitionName();
        return new Part(
                instance.getId(),
                instance.getSuperProcessInstanceId(),
                instance.getProcessDefinitionId(),
                instance.getProcessDefinitionKey(),
                name == null ? instance.getProcessDefinitionKey() : name,
                instance.getProcessDefinitionVersion(),
                instance.getStartTime().toInstant(),
                instant(instance.getEndTime()),
                instance.getState());
    }

    private List<Activity> activities(String part) {
        return history.createHistoricActivityInstanceQuery().processInstanceId(part).list().stream()
                .map(act -> new Activity(
                        act.getId(),
                        part,
                        act.getParentActivityInstanceId(),
                        act.getActivityId(),
                        act.getActivityName() == null ? act.getActivityId() : act.getActivityName(),
                        act.getActivityType(),
                        act.getStartTime().toInstant(),
                        instant(act.getEndTime()),
                        act.getAssignee(),
                        act.getCalledProcessInstanceId(),
                        act.isCanceled()))
                .toList();
    }

    private List<Incident> incidents(String part) {
        return history.createHistoricIncidentQuery().processInstanceId(part).list().stream()
                .map(incident -> new Incident(
                        part,
                        incident.getActivityId(),
                        incident.getIncidentType(),
                        incident.getIncidentMessage(),
                        incident.getCreateTime().toInstant(),
                        instant(incident.getEndTime())))
                .toList();
    }

    private List<Change> changes(String part) {
        return history
                .createHistoricDetailQuery()
                .processInstanceId(part)
                .variableUpdates()
                .disableBinaryFetching()
                .disableCustomObjectDeserialization()
                .list()
                .stream()
                .map(HistoricVariableUpdate.class::cast)
                .map(update -> new Change(
                        part,
                        update.getTime().toInstant(),
                        update.getActivityInstanceId(),
                        update.getVariableName(),
                        update.getTypeName(),
                        text(update.getTypedValue()),
                        update.getRevision(),
                        update.getUserOperationId()))
                .toList();
    }

    private List<Operation> operations(String part) {
        return history.createUserOperationLogQuery().processInstanceId(part).list().stream()
                .map(entry -> new Operation(
                        entry.getTimestamp().toInstant(),
                        entry.getOperationId(),
                        entry.getUserId(),
                        entry.getOperationType(),
                        entry.getEntityType(),
                        entry.getProperty(),
                        entry.getOrgValue(),
                        entry.getNewValue(),
                        entry.getAnnotation()))
                .toList();
    }

    private static @Nullable String text(@Nullable TypedValue typed) {
        Object value = typed instanceof SerializableValue kept
                ? kept.getValueSerialized()
                : typed == null ? null : typed.getValue();
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
