package org.cnxrunbooks.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * A BPMN model together with its drawing.
 *
 * @param file name of the file, for messages
 */
record Diagram(String file, BpmnModelInstance model) {

    /** One drawn level: the process, or the inside of a collapsed sub-process. */
    record Plane(BaseElement level, Map<String, Box> shapes, Map<String, Box> labels, List<Edge> edges) {}

    /** A drawn flow. */
    record Edge(SequenceFlow flow, List<Line> lines, @Nullable Box label) {}

    static Diagram parse(String file, String xml) {
        return new Diagram(
                file, Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }

    static Diagram read(Path path) {
        try {
            return parse(path.getFileName().toString(), Files.readString(path));
        } catch (IOException broken) {
            throw new IllegalStateException(path.toString(), broken);
        }
    }

    /** All models of the product. */
    static List<Diagram> ofTheProduct() {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.filter(path -> path.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(Diagram::read)
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException("processes", broken);
        }
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    List<Activity> activities() {
        return List.copyOf(all(Activity.class));
    }

    /** The values of {@code runbook.source} at that element. */
    static List<String> sources(BaseElement element) {
        return properties(element, "runbook.source").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
    }

    static List<String> properties(BaseElement element, String name) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getExtensionElements().getElementsQuery().list().stream()
                .flatMap(extension -> extension.getChildElementsByType(CamundaProperty.class).stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .toList();
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .findFirst()
                .orElse("");
    }

    List<Plane> planes() {
        return all(BpmnPlane.class).stream().map(Diagram::plane).toList();
    }

    private static Plane plane(BpmnPlane drawn) {
        Map<String, Box> shapes = new LinkedHashMap<>();
        Map<String, Box> labels = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (BpmnShape shape : drawn.getChildElementsByType(BpmnShape.class)) {
            shapes.put(shape.getBpmnElement().getId(), Box.of(shape.getBounds()));
            if (shape.getBpmnLabel() != null && shape.getBpmnLabel().getBounds() != null) {
                labels.put(
                        shape.getBpmnElement().getId(),
                        Box.of(shape.getBpmnLabel().getBounds()));
            }
        }
        for (BpmnEdge edge : drawn.getChildElementsByType(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                boolean labelled =
                        edge.getBpmnLabel() != null && edge.getBpmnLabel().getBounds() != null;
                Box label = labelled ? Box.of(edge.getBpmnLabel().getBounds()) : null;
                if (label != null) {
                    labels.put(flow.getId(), label);
                }
                edges.add(new Edge(flow, lines(List.copyOf(edge.getWaypoints())), label));
            }
        }
        return new Plane(drawn.getBpmnElement(), shapes, labels, edges);
    }

    private static List<Line> lines(List<Waypoint> points) {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Waypoint from = points.get(i - 1);
            Waypoint to = points.get(i);
            lines.add(new Line(from.getX(), from.getY(), to.getX(), to.getY()));
        }
        return lines;
    }

    /** The flow nodes that stand directly on that level. */
    List<FlowNode> nodesOn(Plane plane) {
        return all(FlowNode.class).stream()
                .filter(node -> node.getParentElement().equals(plane.level()))
                .toList();
    }
}
