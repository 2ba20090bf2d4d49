package org.cnxrunbooks.house;

import static org.cnxrunbooks.house.DiagramRule.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.DomElement;

/** What a model contains, and what it never contains. Longer than most: each rule stands beside its twin. */
final class ModelRules {

    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    private static final String START = "<bpmn:startEvent id=\"startEvent_checkRequested\"";
    private static final String TASK = "<bpmn:endEvent id=\"endEvent_checkDone\" name=\"Check done\">";

    private ModelRules() {}

    static List<DiagramRule> all() {
        return List.of(
                of(
                        "a process can run",
                        diagram -> processes(diagram, false),
                        "isExecutable=\"true\"",
                        "isExecutable=\"false\""),
                of(
                        "history has an end",
                        diagram -> processes(diagram, true),
                        " camunda:historyTimeToLive=\"P365D\"",
                        ""),
                of(
                        "Camunda Modeler opens it as its own",
                        ModelRules::foreign,
                        "executionPlatformVersion=\"7.24.0\"",
                        "executionPlatformVersion=\"8.6.0\""),
                of(
                        "the exporter is Camunda Modeler",
                        ModelRules::foreign,
                        "exporter=\"Camunda Modeler\"",
                        "exporter=\"pencil\""),
                of(
                        "no lanes",
                        diagram -> refused(diagram, Set.of("lane", "laneSet", "participant")),
                        START,
                        "<bpmn:laneSet id=\"lanes\"><bpmn:lane id=\"lane\" /></bpmn:laneSet>" + START),
                of(
                        "no script tasks",
                        diagram -> refused(diagram, Set.of("scriptTask", "script")),
                        TASK,
                        "<bpmn:scriptTask id=\"scriptTask_x\" />" + TASK),
                of(
                        "no scripts elsewhere",
                        diagram -> refused(diagram, Set.of("scriptTask", "script")),
                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">",
                        "<bpmn:extensionElements><camunda:executionListener event=\"take\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener></bpmn:extensionElements><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">"),
                of(
                        "no script conditions",
                        ModelRules::scriptedConditions,
                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">",
                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"groovy\">"),
                of(
                        "no inclusive gateways",
                        diagram -> refused(diagram, Set.of("inclusiveGateway", "complexGateway")),
                        TASK,
                        "<bpmn:inclusiveGateway id=\"gateway_x\" />" + TASK),
                of(
                        "no colours",
                        ModelRules::coloured,
                        "bpmnElement=\"serviceTask_planCheck\"",
                        "bpmnElement=\"serviceTask_planCheck\" bioc:fill=\"#ff0000\" xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\""),
                of(
                        "a question has a default answer, which has no condition",
                        ModelRules::unsafe,
                        " default=\"flow_planApproved_checkRejected\"",
                        ""),
                of(
                        "every other answer has a condition",
                        ModelRules::unsafe,
                        "${planApproved == true}</bpmn:conditionExpression>",
                        "${planApproved == true}</bpmn:conditionExpression><!-- -->"
                                .replace("${planApproved == true}", "")),
                of(
                        "every activity names its source",
                        ModelRules::sourceless,
                        "value=\"900-1,900-2\"",
                        "value=\"chapter two\""),
                of(
                        "every activity has a sentence of documentation",
                        ModelRules::undocumented,
                        "Looks at every host. By hand: log in to each.",
                        ""),
                of(
                        "a machine's step says how it is done by hand",
                        ModelRules::undocumented,
                        " By hand: uptime on each.",
                        ""),
                of(
                        "a person's task has a form and a group",
                        ModelRules::formless,
                        " camunda:candidateGroups=\"approvers\"",
                        ""),
                of(
                        "a group is one that people can be in",
                        ModelRules::strangers,
                        "camunda:candidateGroups=\"approvers\"",
                        "camunda:candidateGroups=\"bosses\""),
                of(
                        "a form is bound to its deployment",
                        ModelRules::formless,
                        "camunda:formRef=\"approve-check-plan\" camunda:formRefBinding=\"deployment\"",
                        "camunda:formRef=\"approve-check-plan\" camunda:formRefBinding=\"latest\""),
                of(
                        "a form is named after its task",
                        ModelRules::formless,
                        "camunda:formRef=\"approve-check-plan\"",
                        "camunda:formRef=\"approval\""));
    }

    private static List<String> processes(Diagram diagram, boolean history) {
        return diagram.all(Process.class).stream()
                .filter(process ->
                        history ? process.getCamundaHistoryTimeToLiveString() == null : !process.isExecutable())
                .map(process -> process.getId() + (history ? " has no history time to live" : " is not executable"))
                .toList();
    }

    private static List<String> foreign(Diagram diagram) {
        List<String> found = new ArrayList<>();
        Definitions definitions = diagram.model().getDefinitions();
        if (!"Camunda Platform".equals(definitions.getAttributeValueNs(MODELER, "executionPlatform"))
                || !"7.24.0".equals(definitions.getAttributeValueNs(MODELER, "executionPlatformVersion"))) {
            found.add("the execution platform is not Camunda Platform 7.24.0");
        }
        if (!"Camunda Modeler".equals(definitions.getExporter())) {
            found.add("the exporter is not Camunda Modeler");
        }
        return found;
    }

    private static List<String> refused(Diagram diagram, Set<String> kinds) {
        return elements(diagram).stream()
                .filter(element -> kinds.contains(element.getLocalName()))
                .map(element -> "refused: " + element.getLocalName())
                .toList();
    }

    private static List<String> scriptedConditions(Diagram diagram) {
        return elements(diagram).stream()
                .filter(element ->
                        element.getLocalName().equals("conditionExpression") && element.hasAttribute("language"))
                .map(element -> "a condition in " + element.getAttribute("language"))
                .toList();
    }

    private static List<String> coloured(Diagram diagram) {
        return elements(diagram).stream()
                .filter(element -> element.hasAttribute("http://bpmn.io/schema/bpmn/biocolor/1.0", "fill")
                        || element.hasAttribute("http://bpmn.io/schema/bpmn/biocolor/1.0", "stroke")
                        || element.hasAttribute(
                                "http://www.omg.org/spec/BPMN/non-normative/color/1.0", "background-color")
                        || element.hasAttribute("http://www.omg.org/spec/BPMN/non-normative/color/1.0", "border-color"))
                .map(element -> element.getAttribute("id") + " is coloured")
                .toList();
    }

    private static List<DomElement> elements(Diagram diagram) {
        List<DomElement> found = new ArrayList<>();
        collect(diagram.model().getDefinitions().getDomElement(), found);
        return found;
    }

    private static void collect(DomElement element, List<DomElement> found) {
        found.add(element);
        element.getChildElements().forEach(child -> collect(child, found));
    }

    private static List<String> unsafe(Diagram diagram) {
        List<String> found = new ArrayList<>();
        for (ExclusiveGateway gateway : diagram.all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                if (gateway.getDefault() == null) {
                    found.add(gateway.getId() + " has no default answer");
                }
                gateway.getOutgoing().stream()
                        .filter(flow -> (flow.getConditionExpression() == null
                                        || flow.getConditionExpression()
                                                .getTextContent()
                                                .isBlank())
                                != flow.equals(gateway.getDefault()))
                        .forEach(flow -> found.add(flow.getId() + ": a condition belongs to all but the default"));
            }
        }
        return found;
    }

    private static List<String> sourceless(Diagram diagram) {
        return diagram.activities().stream()
                .filter(activity -> Diagram.sources(activity).isEmpty()
                        || !Diagram.sources(activity).stream().allMatch(step -> step.matches("\\d{3}-\\d+(\\.\\d+)*")))
                .map(activity -> activity.getId() + " has no runbook.source")
                .toList();
    }

    private static List<String> undocumented(Diagram diagram) {
        return diagram.activities().stream()
                .filter(activity -> !Diagram.documentation(activity).strip().endsWith(".")
                        || activity.getElementType().getTypeName().equals("serviceTask")
                                && !Diagram.documentation(activity).contains("By hand: "))
                .map(activity -> activity.getId() + " is not documented")
                .toList();
    }

    private static List<String> formless(Diagram diagram) {
        return diagram.all(UserTask.class).stream()
                .filter(task -> !kebab(NamingRules.suffix(task)).equals(task.getCamundaFormRef())
                        || !"deployment".equals(task.getCamundaFormRefBinding())
                        || task.getCamundaCandidateGroupsList().isEmpty())
                .map(task -> task.getId() + " needs form " + kebab(NamingRules.suffix(task)) + " and a group")
                .toList();
    }

    private static List<String> strangers(Diagram diagram) {
        return diagram.all(UserTask.class).stream()
                .filter(task -> !Set.of("operators", "approvers").containsAll(task.getCamundaCandidateGroupsList())
                        || task.getCamundaAssignee() != null
                        || task.getId().startsWith("userTask_approve")
                                != task.getCamundaCandidateGroupsList().contains("approvers"))
                .map(task -> task.getId() + " is given to " + task.getCamundaCandidateGroupsList())
                .toList();
    }

    static String kebab(String lowerCamel) {
        return lowerCamel.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
