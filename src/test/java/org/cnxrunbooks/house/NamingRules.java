package org.cnxrunbooks.house;

import static org.cnxrunbooks.house.DiagramRule.of;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** How the things in a model are called: label and id are one name. Longer than most: each rule stands beside its twin. */
final class NamingRules {

    private static final List<String> PEOPLE = List.of("Approve", "Confirm", "Inspect", "Decide");
    private static final List<String> MACHINE = List.of(
            "Check",
            "Judge",
            "Plan",
            "Export",
            "Pack",
            "Dump",
            "Fetch",
            "Verify",
            "Record",
            "Raise",
            "Lower",
            "Switch",
            "Drain",
            "Stop",
            "Start",
            "Sync",
            "Clear",
            "Install",
            "Restore",
            "Roll back",
            "Announce",
            "Report",
            "Look up",
            "Include",
            "Prove",
            "Await",
            "Keep",
            "Watch",
            "Renew");
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("startEvent", "startEvent"),
            Map.entry("endEvent", "endEvent"),
            Map.entry("boundaryEvent", "boundaryEvent"),
            Map.entry("intermediateCatchEvent", "event"),
            Map.entry("intermediateThrowEvent", "event"),
            Map.entry("exclusiveGateway", "gateway"),
            Map.entry("parallelGateway", "gateway"),
            Map.entry("eventBasedGateway", "gateway"),
            Map.entry("userTask", "userTask"),
            Map.entry("serviceTask", "serviceTask"),
            Map.entry("businessRuleTask", "businessRuleTask"),
            Map.entry("subProcess", "subProcess"),
            Map.entry("callActivity", "callActivity"));

    private NamingRules() {}

    static List<DiagramRule> all() {
        return List.of(
                of(
                        "the file is named after the process",
                        NamingRules::otherFile,
                        "<bpmn:process id=\"good\"",
                        "<bpmn:process id=\"fine\""),
                of(
                        "an id says what kind of thing it is",
                        NamingRules::wrongPrefixes,
                        "serviceTask_reportHosts",
                        "task_reportHosts"),
                of(
                        "the id of an activity, a start and an end is its label",
                        NamingRules::otherIds,
                        "serviceTask_planCheck",
                        "serviceTask_planSomething"),
                of(
                        "the id of a question is made of its words",
                        NamingRules::otherQuestions,
                        "gateway_planApproved",
                        "gateway_weatherFine"),
                of(
                        "the id of a flow names its two ends",
                        NamingRules::otherFlows,
                        "flow_planCheck_approveCheckPlan",
                        "flow_planCheck_somewhere"),
                of(
                        "an activity is a verb of the closed list and an object",
                        NamingRules::openVerbs,
                        "name=\"Report hosts\"",
                        "name=\"Handle hosts\""),
                of(
                        "people have the verbs of people",
                        NamingRules::openVerbs,
                        "name=\"Approve check plan\"",
                        "name=\"Pack check plan\""),
                of(
                        "an end is named after a state of its own",
                        NamingRules::sameEnds,
                        "name=\"Check failed\"",
                        "name=\"Check rejected\""),
                of(
                        "a gateway that decides asks a question",
                        NamingRules::noQuestions,
                        "name=\"Is the plan approved?\"",
                        "name=\"Plan approved\""),
                of("every answer has a name", NamingRules::namelessAnswers, "name=\"no\" sourceRef", "sourceRef"),
                of(
                        "a boundary carries the name of its error",
                        NamingRules::otherErrors,
                        "name=\"Host unhealthy\" errorCode",
                        "name=\"Host gone\" errorCode"),
                of(
                        "an error code is the lowerCamel of its name",
                        NamingRules::otherCodes,
                        "errorCode=\"hostUnhealthy\"",
                        "errorCode=\"HOST_BAD\""));
    }

    private static List<String> otherFile(Diagram diagram) {
        return diagram.all(Process.class).stream()
                .filter(process -> !diagram.file().equals(process.getId() + ".bpmn"))
                .map(process -> process.getId() + " stands in " + diagram.file())
                .toList();
    }

    private static List<String> wrongPrefixes(Diagram diagram) {
        return diagram.all(FlowNode.class).stream()
                .filter(node -> !node.getId()
                        .matches(PREFIXES.getOrDefault(node.getElementType().getTypeName(), "nothing allowed")
                                + "_[a-z][A-Za-z0-9]*"))
                .map(node -> node.getId() + " is a " + node.getElementType().getTypeName())
                .toList();
    }

    private static List<String> otherIds(Diagram diagram) {
        return diagram.all(FlowNode.class).stream()
                .filter(node -> node instanceof Activity
                        || node.getElementType().getTypeName().matches("startEvent|endEvent|intermediateCatchEvent"))
                .filter(node -> !suffix(node).equals(lowerCamel(label(node).split(",")[0])))
                .map(node -> node.getId() + " is called \"" + label(node) + "\"")
                .toList();
    }

    private static List<String> otherQuestions(Diagram diagram) {
        return diagram.all(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getName() != null && !isMadeOf(suffix(gateway), label(gateway)))
                .map(gateway -> gateway.getId() + " asks \"" + label(gateway) + "\"")
                .toList();
    }

    /** Each word of the id, as far as stems go, is a word of the question. */
    private static boolean isMadeOf(String id, String question) {
        List<String> words = words(question);
        return words(id).stream().allMatch(word -> words.stream()
                .anyMatch(other -> other.startsWith(word) || word.startsWith(other) && other.length() > 1));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.replaceAll("([a-z0-9])([A-Z])", "$1 $2").split("[^A-Za-z0-9]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> otherFlows(Diagram diagram) {
        return diagram.all(SequenceFlow.class).stream()
                .filter(flow ->
                        !flow.getId().equals("flow_" + suffix(flow.getSource()) + "_" + suffix(flow.getTarget())))
                .map(flow -> flow.getId() + " names other ends")
                .toList();
    }

    private static List<String> openVerbs(Diagram diagram) {
        return diagram.activities().stream()
                .filter(activity -> (activity instanceof UserTask ? PEOPLE : MACHINE)
                        .stream().noneMatch(verb -> label(activity).startsWith(verb + " ")))
                .map(activity -> activity.getId() + " has no verb of the list: \"" + label(activity) + "\"")
                .toList();
    }

    private static List<String> sameEnds(Diagram diagram) {
        Set<String> seen = new HashSet<>();
        return diagram.all(EndEvent.class).stream()
                .filter(end -> label(end).isBlank() || !seen.add(label(end)))
                .map(end -> end.getId() + " ends as \"" + label(end) + "\" too")
                .toList();
    }

    private static List<String> noQuestions(Diagram diagram) {
        return diagram.all(ExclusiveGateway.class).stream()
                .filter(gateway ->
                        gateway.getOutgoing().size() > 1 && !label(gateway).endsWith("?"))
                .map(gateway -> gateway.getId() + " does not ask")
                .toList();
    }

    private static List<String> namelessAnswers(Diagram diagram) {
        List<String> found = new ArrayList<>();
        for (ExclusiveGateway gateway : diagram.all(ExclusiveGateway.class)) {
            Set<String> answers = new HashSet<>();
            gateway.getOutgoing().stream()
                    .filter(flow -> gateway.getOutgoing().size() > 1)
                    .filter(flow -> flow.getName() == null || !answers.add(flow.getName()))
                    .forEach(flow -> found.add(flow.getId() + " is no answer of its own"));
        }
        return found;
    }

    private static List<String> otherErrors(Diagram diagram) {
        return errors(diagram)
                .filter(pair -> !label(pair.boundary()).equals(pair.error().getName()))
                .map(pair ->
                        pair.boundary().getId() + " catches \"" + pair.error().getName() + "\"")
                .toList();
    }

    private static List<String> otherCodes(Diagram diagram) {
        return errors(diagram)
                .filter(pair ->
                        !lowerCamel(pair.error().getName()).equals(pair.error().getErrorCode()))
                .map(pair -> pair.error().getId() + " has code " + pair.error().getErrorCode())
                .toList();
    }

    private record Caught(BoundaryEvent boundary, org.camunda.bpm.model.bpmn.instance.Error error) {}

    private static Stream<Caught> errors(Diagram diagram) {
        return diagram.all(BoundaryEvent.class).stream().flatMap(boundary -> boundary.getEventDefinitions().stream()
                .filter(org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition.class::isInstance)
                .map(org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition.class::cast)
                .map(definition -> new Caught(boundary, definition.getError())));
    }

    private static String label(FlowNode node) {
        return node.getName() == null ? "" : node.getName();
    }

    static String suffix(FlowNode node) {
        return node.getId().substring(node.getId().indexOf('_') + 1);
    }

    /** "Look up filenetAdmin" becomes lookUpFilenetAdmin. */
    static String lowerCamel(String label) {
        StringBuilder id = new StringBuilder();
        for (String word : label.strip().split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                String rest = word.substring(1);
                id.append(
                                id.isEmpty()
                                        ? word.substring(0, 1).toLowerCase(Locale.ROOT)
                                        : word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(rest);
            }
        }
        return id.toString();
    }
}
