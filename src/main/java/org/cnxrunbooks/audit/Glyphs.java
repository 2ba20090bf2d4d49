package org.cnxrunbooks.audit;

import java.util.Iterator;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/** The sign within an event or a gateway, as one character that every font has. */
final class Glyphs {

    private Glyphs() {}

    static String of(Event event) {
        Iterator<EventDefinition> definitions =
                event.getChildElementsByType(EventDefinition.class).iterator();
        if (!definitions.hasNext()) {
            return "";
        }
        EventDefinition definition = definitions.next();
        if (definition instanceof TimerEventDefinition) {
            return "◷";
        }
        if (definition instanceof MessageEventDefinition) {
            return "✉";
        }
        if (definition instanceof ErrorEventDefinition) {
            return "⚡";
        }
        return definition instanceof TerminateEventDefinition ? "●" : "◇";
    }

    static String gateway(BaseElement gateway) {
        return gateway instanceof ExclusiveGateway ? "×" : gateway instanceof EventBasedGateway ? "◎" : "○";
    }
}
