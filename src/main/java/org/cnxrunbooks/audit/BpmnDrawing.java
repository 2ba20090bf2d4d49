package org.cnxrunbooks.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/** Draws one level of a model as its author laid it out, with what a run did there. Flows lie below shapes. */
final class BpmnDrawing {

    private static final int MARGIN = 24;

    private final Marks marks;
    private final Set<String> flows;

    /** @param flows ids of those that were taken */
    BpmnDrawing(Marks marks, Set<String> flows) {
        this.marks = marks;
        this.flows = flows;
    }

    String draw(BpmnPlane plane) {
        List<BpmnShape> shapes = new ArrayList<>();
        List<BpmnEdge> edges = new ArrayList<>();
        plane.getDiagramElements().forEach(element -> {
            if (element instanceof BpmnShape shape && shape.getBpmnElement() != null) {
                shapes.add(shape);
            } else if (element instanceof BpmnEdge edge && edge.getBpmnElement() != null) {
                edges.add(edge);
            }
        });
        Svg svg = new Svg(plane.getBpmnElement().getId());
        edges.stream().filter(edge -> !taken(edge)).forEach(edge -> flow(svg, edge));
        edges.stream().filter(this::taken).forEach(edge -> flow(svg, edge));
        shapes.stream()
                .filter(shape -> !(shape.getBpmnElement() instanceof BoundaryEvent))
                .forEach(shape -> shape(svg, shape));
        shapes.stream()
                .filter(shape -> shape.getBpmnElement() instanceof BoundaryEvent)
                .forEach(shape -> shape(svg, shape));
        return svg.document(MARGIN);
    }

    private boolean taken(BpmnEdge edge) {
        return flows.contains(edge.getBpmnElement().getId());
    }

    private void flow(Svg svg, BpmnEdge edge) {
        List<double[]> points = new ArrayList<>();
        for (Waypoint point : edge.getWaypoints()) {
            points.add(new double[] {point.getX(), point.getY()});
        }
        svg.flow(points, taken(edge));
        label(svg, edge.getBpmnLabel(), edge.getBpmnElement(), taken(edge));
    }

    private void shape(Svg svg, BpmnShape shape) {
        BaseElement element = shape.getBpmnElement();
        Bounds at = shape.getBounds();
        Optional<Marks.Mark> mark = marks.at(element.getId());
        Ink ink = Ink.of(mark.map(Marks.Mark::state));
        svg.open(element.getId(), tip(element, mark));
        if (element instanceof Event) {
            double radius = at.getWidth() / 2;
            boolean inner = !(element instanceof StartEvent) && !(element instanceof EndEvent);
            svg.circle(at.getX() + radius, at.getY() + radius, radius, element instanceof EndEvent ? 4 : 2, inner, ink);
            svg.glyph(at.getX() + radius, at.getY() + radius, Glyphs.of((Event) element), ink);
        } else if (element instanceof Gateway) {
            svg.diamond(at.getX(), at.getY(), at.getWidth(), ink);
            svg.glyph(
                    at.getX() + at.getWidth() / 2,
                    at.getY() + at.getHeight() / 2,
                    element instanceof ParallelGateway ? "+" : Glyphs.gateway(element),
                    ink);
        } else if (element instanceof TextAnnotation note) {
            svg.text(
                    at.getX() + at.getWidth() / 2,
                    at.getY() + at.getHeight() / 2,
                    at.getWidth(),
                    11,
                    String.valueOf(note.getText().getTextContent()),
                    ink);
        } else {
            svg.box(at.getX(), at.getY(), at.getWidth(), at.getHeight(), element instanceof CallActivity ? 4 : 2, ink);
            svg.text(
                    at.getX() + at.getWidth() / 2,
                    at.getY() + at.getHeight() / 2,
                    at.getWidth() - 8,
                    12,
                    name(element),
                    ink);
            svg.corner(at.getX() + 6, at.getY() + 14, element instanceof UserTask ? "☺" : "", ink);
            if (element instanceof SubProcess || element instanceof CallActivity) {
                svg.plus(at.getX() + at.getWidth() / 2, at.getY() + at.getHeight() - 9, ink);
            }
        }
        boolean attached = element instanceof BoundaryEvent;
        mark.filter(seen -> seen.times() > 1)
                .ifPresent(seen -> svg.badge(
                        attached ? at.getX() + 6 : at.getX() + at.getWidth(),
                        attached ? at.getY() + at.getHeight() : at.getY(),
                        "×" + seen.times(),
                        ink));
        svg.close();
        if (element instanceof Event || element instanceof Gateway) {
            label(svg, shape.getBpmnLabel(), element, mark.isPresent());
        }
    }

    private static void label(Svg svg, BpmnLabel label, BaseElement element, boolean taken) {
        if (label != null && label.getBounds() != null) {
            Bounds at = label.getBounds();
            svg.below(
                    at.getX() + at.getWidth() / 2,
                    at.getY(),
                    Math.max(at.getWidth(), 88),
                    11,
                    name(element),
                    taken ? Ink.LABEL : Ink.FAINT_LABEL);
        }
    }

    private static String name(BaseElement element) {
        String name = element.getAttributeValue("name");
        return name == null ? "" : name;
    }

    private static String tip(BaseElement element, Optional<Marks.Mark> mark) {
        String name = name(element).isEmpty() ? element.getId() : name(element);
        return mark.map(seen -> "%s: %s%s, %d s"
                        .formatted(
                                name,
                                seen.state().name().toLowerCase(java.util.Locale.ROOT),
                                seen.times() > 1 ? ", " + seen.times() + " times" : "",
                                seen.seconds()))
                .orElse(name + ": not reached");
    }
}
