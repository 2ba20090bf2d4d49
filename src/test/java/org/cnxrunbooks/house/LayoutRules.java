package org.cnxrunbooks.house;

import static org.cnxrunbooks.house.DiagramRule.of;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.cnxrunbooks.house.Box.Side;
import org.cnxrunbooks.house.Diagram.Edge;
import org.cnxrunbooks.house.Diagram.Plane;

/** How a model is drawn. Longer than most: each rule stands beside its twin. */
final class LayoutRules {

    private static final int COLUMN = 160;
    private static final int ROW = 140;

    private LayoutRules() {}

    static List<DiagramRule> all() {
        return List.of(
                of(
                        "everything is drawn",
                        LayoutRules::undrawn,
                        "<bpmndi:BPMNShape id=\"endEvent_checkDone_di\" bpmnElement=\"endEvent_checkDone\">",
                        "<bpmndi:BPMNShape id=\"endEvent_checkDone_di\" bpmnElement=\"endEvent_checkFailed\">"),
                of(
                        "shapes have their standard size",
                        perPlane(LayoutRules::oddSizes),
                        "x=\"230\" y=\"60\" width=\"100\" height=\"80\"",
                        "x=\"230\" y=\"60\" width=\"120\" height=\"80\""),
                of(
                        "shapes stand in columns and rows",
                        perPlane(LayoutRules::offGrid),
                        "x=\"390\" y=\"60\" width=\"100\"",
                        "x=\"396\" y=\"60\" width=\"100\""),
                of(
                        "flows are horizontal or vertical",
                        perPlane((d, p) -> crooked(p)),
                        "<di:waypoint x=\"390\" y=\"100\" />",
                        "<di:waypoint x=\"390\" y=\"110\" />"),
                of(
                        "flows begin and end at their shapes",
                        perPlane((d, p) -> loose(p)),
                        "<di:waypoint x=\"575\" y=\"100\" />",
                        "<di:waypoint x=\"560\" y=\"100\" />"),
                of(
                        "flows leave in the direction they go",
                        perPlane((d, p) -> wrongSides(p)),
                        "<di:waypoint x=\"330\" y=\"100\" />\n        <di:waypoint x=\"390\" y=\"100\" />",
                        "<di:waypoint x=\"330\" y=\"100\" />\n        <di:waypoint x=\"360\" y=\"100\" />\n        <di:waypoint x=\"360\" y=\"40\" />\n        <di:waypoint x=\"500\" y=\"40\" />\n        <di:waypoint x=\"500\" y=\"90\" />\n        <di:waypoint x=\"490\" y=\"90\" />"),
                of(
                        "flows do not cross",
                        perPlane((d, p) -> crossings(p)),
                        "<di:waypoint x=\"600\" y=\"222\" />",
                        "<di:waypoint x=\"600\" y=\"180\" />\n        <di:waypoint x=\"850\" y=\"180\" />\n        <di:waypoint x=\"850\" y=\"240\" />\n        <di:waypoint x=\"618\" y=\"240\" />"),
                of(
                        "no flow runs through a shape",
                        perPlane((d, p) -> cutShapes(p)),
                        "<di:waypoint x=\"600\" y=\"222\" />",
                        "<di:waypoint x=\"600\" y=\"240\" />\n        <di:waypoint x=\"850\" y=\"240\" />\n        <di:waypoint x=\"850\" y=\"280\" />\n        <di:waypoint x=\"600\" y=\"280\" />\n        <di:waypoint x=\"600\" y=\"258\" />"),
                of(
                        "no label lies on a flow or a shape",
                        perPlane((d, p) -> coveredLabels(p)),
                        "x=\"606\" y=\"165\" width=\"22\"",
                        "x=\"590\" y=\"165\" width=\"22\""),
                of(
                        "every named event, gateway and flow has a placed label",
                        perPlane(LayoutRules::unplacedLabels),
                        "\n        <bpmndi:BPMNLabel>\n          <dc:Bounds x=\"655\" y=\"82\" width=\"22\" height=\"14\" />\n        </bpmndi:BPMNLabel>",
                        ""),
                of(
                        "a label has room for its text",
                        perPlane(LayoutRules::narrowLabels),
                        "name=\"Check failed\"",
                        "name=\"Check of the third host failed badly\""),
                of(
                        "a straight row leads from start to end",
                        perPlane((d, p) -> bentRow(d, p)),
                        "y=\"82\" width=\"36\"",
                        "y=\"96\" width=\"36\""),
                of(
                        "a level is at most 1900 pixels wide",
                        perPlane((d, p) -> tooWide(p)),
                        "x=\"902\" y=\"82\" width=\"36\"",
                        "x=\"2022\" y=\"82\" width=\"36\""),
                new DiagramRule(
                        "a level has at most 10 activities", perPlane(LayoutRules::tooMany), LayoutRules::crowd));
    }

    private static DiagramRule.Check perPlane(BiFunction<Diagram, Plane, List<String>> rule) {
        return diagram -> diagram.planes().stream()
                .flatMap(plane -> rule.apply(diagram, plane).stream())
                .toList();
    }

    private static List<String> undrawn(Diagram diagram) {
        Set<String> drawn = new HashSet<>();
        diagram.planes().forEach(plane -> {
            drawn.addAll(plane.shapes().keySet());
            plane.edges().forEach(edge -> drawn.add(edge.flow().getId()));
        });
        return Stream.concat(
                        diagram.all(FlowNode.class).stream().map(FlowNode::getId),
                        diagram.all(SequenceFlow.class).stream().map(SequenceFlow::getId))
                .filter(id -> !drawn.contains(id))
                .map(id -> id + " is not drawn")
                .toList();
    }

    private static List<String> oddSizes(Diagram diagram, Plane plane) {
        return diagram.nodesOn(plane).stream()
                .filter(node -> plane.shapes().containsKey(node.getId()))
                .filter(node -> {
                    Box box = plane.shapes().get(node.getId());
                    int width = node instanceof Event ? 36 : node instanceof Gateway ? 50 : 100;
                    return box.width() != width || box.height() != (width == 100 ? 80 : width);
                })
                .map(node -> node.getId() + " has an odd size")
                .toList();
    }

    private static List<String> offGrid(Diagram diagram, Plane plane) {
        return diagram.nodesOn(plane).stream()
                .filter(node -> !(node instanceof BoundaryEvent))
                .filter(node -> plane.shapes().containsKey(node.getId()))
                .filter(node -> {
                    Box box = plane.shapes().get(node.getId());
                    return (box.middleX() - 120) % COLUMN != 0 || (box.middleY() - 100) % ROW != 0;
                })
                .map(node -> node.getId() + " stands off column or row")
                .toList();
    }

    private static List<String> crooked(Plane plane) {
        return plane.edges().stream()
                .filter(edge -> !edge.lines().stream().allMatch(Line::isStraight))
                .map(edge -> edge.flow().getId() + " is neither horizontal nor vertical")
                .toList();
    }

    private static List<String> loose(Plane plane) {
        return plane.edges().stream()
                .filter(edge -> leaves(plane, edge) == Side.NONE || enters(plane, edge) == Side.NONE)
                .map(edge -> edge.flow().getId() + " does not touch its shapes")
                .toList();
    }

    private static List<String> wrongSides(Plane plane) {
        return plane.edges().stream()
                .filter(edge -> {
                    double from =
                            plane.shapes().get(edge.flow().getSource().getId()).middleX();
                    double to =
                            plane.shapes().get(edge.flow().getTarget().getId()).middleX();
                    Side out = leaves(plane, edge);
                    Side in = enters(plane, edge);
                    return to > from && (out == Side.LEFT || in == Side.RIGHT)
                            || to < from && (out == Side.RIGHT || in == Side.LEFT);
                })
                .map(edge -> edge.flow().getId() + " leaves or enters on the far side")
                .toList();
    }

    private static Side leaves(Plane plane, Edge edge) {
        Line first = edge.lines().get(0);
        return plane.shapes().get(edge.flow().getSource().getId()).sideOf(first.x1(), first.y1());
    }

    private static Side enters(Plane plane, Edge edge) {
        Line last = edge.lines().get(edge.lines().size() - 1);
        return plane.shapes().get(edge.flow().getTarget().getId()).sideOf(last.x2(), last.y2());
    }

    private static List<String> crossings(Plane plane) {
        List<String> found = new ArrayList<>();
        for (Edge one : plane.edges()) {
            for (Edge other : plane.edges()) {
                if (one.flow().getId().compareTo(other.flow().getId()) < 0 && cross(one, other)) {
                    found.add(one.flow().getId() + " crosses " + other.flow().getId());
                }
            }
        }
        return found;
    }

    /** Flows that fork or join may share their first or last piece. */
    private static boolean cross(Edge one, Edge other) {
        boolean fork = one.flow().getSource().equals(other.flow().getSource());
        boolean join = one.flow().getTarget().equals(other.flow().getTarget());
        int lastOfOne = one.lines().size() - 1;
        int lastOfOther = other.lines().size() - 1;
        for (int i = 0; i <= lastOfOne; i++) {
            for (int j = 0; j <= lastOfOther; j++) {
                boolean shared = fork && i == 0 && j == 0 || join && i == lastOfOne && j == lastOfOther;
                if (!shared && one.lines().get(i).meets(other.lines().get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> cutShapes(Plane plane) {
        return plane.edges().stream()
                .flatMap(edge -> plane.shapes().entrySet().stream()
                        .filter(shape -> edge.lines().stream().anyMatch(shape.getValue()::isCutBy))
                        .map(shape -> edge.flow().getId() + " runs through " + shape.getKey()))
                .toList();
    }

    private static List<String> coveredLabels(Plane plane) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Box> label : plane.labels().entrySet()) {
            Stream.of(plane.shapes(), plane.labels())
                    .flatMap(boxes -> boxes.entrySet().stream())
                    .filter(other -> other.getValue() != label.getValue()
                            && label.getValue().overlaps(other.getValue()))
                    .forEach(other -> found.add("label of " + label.getKey() + " lies on " + other.getKey()));
            plane.edges().stream()
                    .filter(edge -> edge.lines().stream().anyMatch(label.getValue()::isCutBy))
                    .forEach(edge -> found.add("label of " + label.getKey() + " lies on "
                            + edge.flow().getId()));
        }
        return found;
    }

    private static List<String> unplacedLabels(Diagram diagram, Plane plane) {
        Stream<String> nodes = diagram.nodesOn(plane).stream()
                .filter(node -> !(node instanceof Activity) && node.getName() != null)
                .map(FlowNode::getId);
        Stream<String> flows = plane.edges().stream()
                .filter(edge -> edge.flow().getName() != null)
                .map(edge -> edge.flow().getId());
        return Stream.concat(nodes, flows)
                .filter(id -> !plane.labels().containsKey(id))
                .map(id -> "label of " + id + " has no place")
                .toList();
    }

    /** The Modeler breaks labels at 90 pixels; a letter is about 5.5 wide, a line 13 high. */
    private static List<String> narrowLabels(Diagram diagram, Plane plane) {
        return diagram.nodesOn(plane).stream()
                .filter(node -> node.getName() != null && plane.labels().containsKey(node.getId()))
                .filter(node -> plane.labels().get(node.getId()).height() < 13 * lines(node.getName()))
                .map(node -> "label of " + node.getId() + " needs " + lines(node.getName()) + " lines")
                .toList();
    }

    private static int lines(String label) {
        int lines = 1;
        int used = 0;
        for (String word : label.split(" ")) {
            if (used > 0 && used + 1 + word.length() > 16) {
                lines++;
                used = 0;
            }
            used += (used > 0 ? 1 : 0) + word.length();
        }
        return lines;
    }

    private static List<String> bentRow(Diagram diagram, Plane plane) {
        return diagram.nodesOn(plane).stream()
                .filter(StartEvent.class::isInstance)
                .filter(start -> !reachesEnd(plane, start, new HashSet<>()))
                .map(start -> "no straight row from " + start.getId() + " to an end")
                .toList();
    }

    private static boolean reachesEnd(Plane plane, FlowNode node, Set<FlowNode> seen) {
        if (node instanceof EndEvent) {
            return true;
        }
        double row = plane.shapes().get(node.getId()).middleY();
        return seen.add(node)
                && node.getOutgoing().stream()
                        .map(SequenceFlow::getTarget)
                        .filter(next -> plane.shapes().get(next.getId()).middleY() == row)
                        .anyMatch(next -> reachesEnd(plane, next, seen));
    }

    private static List<String> tooWide(Plane plane) {
        double left = boxes(plane).mapToDouble(Box::left).min().orElse(0);
        double right = boxes(plane).mapToDouble(Box::right).max().orElse(0);
        return right - left > 1900 ? List.of(plane.level().getId() + " is " + (right - left) + " wide") : List.of();
    }

    private static Stream<Box> boxes(Plane plane) {
        return Stream.concat(plane.shapes().values().stream(), plane.labels().values().stream());
    }

    private static List<String> tooMany(Diagram diagram, Plane plane) {
        long activities = diagram.nodesOn(plane).stream()
                .filter(Activity.class::isInstance)
                .count();
        return activities > 10 ? List.of(plane.level().getId() + " has " + activities + " activities") : List.of();
    }

    private static String crowd(String xml) {
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            tasks.append("<bpmn:userTask id=\"userTask_crowd").append(i).append("\" name=\"Check crowd\" />");
        }
        return DiagramRule.replacing(
                        "<bpmn:endEvent id=\"endEvent_checkDone\"", tasks + "<bpmn:endEvent id=\"endEvent_checkDone\"")
                .apply(xml);
    }
}
