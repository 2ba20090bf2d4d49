package org.cnxrunbooks.engine;

import java.util.Collection;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model has a place for an error, asked before it is thrown: the engine answers an uncaught one with a stack
 * trace in the log at level error, which nobody needs beside the incident.
 */
final class ErrorCatches {

    private final RepositoryService repository;

    ErrorCatches(RepositoryService repository) {
        this.repository = repository;
    }

    /** False when no scope around the step catches the code; a caller of the process is not looked at. */
    boolean mayCatch(LockedExternalTask task, String code) {
        BpmnModelInstance model = repository.getBpmnModelInstance(task.getProcessDefinitionId());
        ModelElementInstance scope = model == null ? null : model.getModelElementById(task.getActivityId());
        while (scope != null) {
            if (atBoundary(scope, code) || inside(scope, code)) {
                return true;
            }
            scope = scope.getParentElement();
        }
        return false;
    }

    private static boolean atBoundary(ModelElementInstance activity, String code) {
        ModelElementInstance parent = activity.getParentElement();
        return parent != null
                && parent.getChildElementsByType(BoundaryEvent.class).stream()
                        .filter(event -> activity.equals(event.getAttachedTo()))
                        .anyMatch(event -> matches(event.getEventDefinitions(), code));
    }

    private static boolean inside(ModelElementInstance scope, String code) {
        return scope.getChildElementsByType(SubProcess.class).stream()
                .filter(SubProcess::triggeredByEvent)
                .flatMap(handler -> handler.getChildElementsByType(StartEvent.class).stream())
                .anyMatch(start -> matches(start.getEventDefinitions(), code));
    }

    private static boolean matches(Collection<EventDefinition> definitions, String code) {
        return definitions.stream()
                .filter(ErrorEventDefinition.class::isInstance)
                .map(ErrorEventDefinition.class::cast)
                .anyMatch(definition -> definition.getError() == null
                        || same(definition.getError().getErrorCode(), code));
    }

    private static boolean same(@Nullable String caught, String code) {
        return caught == null || caught.isEmpty() || caught.equals(code);
    }
}
