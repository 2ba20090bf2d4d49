package org.cnxrunbooks.engine;

import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a step before it runs.
 *
 * @param runId business key
 * @param stepId id of the BPMN element
 * @param name what the diagram calls it
 * @param phase id of the sub-process or process that the element stands in
 * @param source step of the source document ({@code runbook.source}), null where the model names none
 * @param attempt 1 for the first try
 */
record StepFacts(String runId, String stepId, String name, String phase, @Nullable String source, int attempt) {

    static final String SOURCE = "runbook.source";

    /** What the diagram calls an element; its id where it has no name. */
    static String name(@Nullable ModelElementInstance element, String id) {
        String name = element instanceof FlowElement flow ? flow.getName() : null;
        return name == null ? id : name;
    }

    /** Id of what an element stands in; empty where the model does not tell. */
    static String phase(@Nullable ModelElementInstance element) {
        return element != null && element.getParentElement() instanceof BaseElement parent ? parent.getId() : "";
    }

    /** The value of a {@code camunda:property} of an element; null where there is none. */
    static @Nullable String property(@Nullable BaseElement element, String name) {
        ExtensionElements extensions = element == null ? null : element.getExtensionElements();
        if (extensions == null) {
            return null;
        }
        return extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .findFirst()
                .orElse(null);
    }
}
