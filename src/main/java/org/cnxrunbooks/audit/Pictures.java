package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.cnxrunbooks.evidence.Entry;

/** Draws every level of every model that a run went through. */
final class Pictures {

    private final ProcessEngine engine;

    Pictures(ProcessEngine engine) {
        this.engine = engine;
    }

    /** In the order in which the run came to the models; a level that it never entered is left out. */
    List<Picture> of(RunHistory run, List<Entry> chain, Instant now) {
        Map<String, List<RunHistory.Part>> definitions = run.parts().stream()
                .collect(Collectors.groupingBy(RunHistory.Part::definition, LinkedHashMap::new, Collectors.toList()));
        List<Picture> pictures = new ArrayList<>();
        definitions.forEach((definition, parts) -> {
            Set<String> ids = parts.stream().map(RunHistory.Part::id).collect(Collectors.toSet());
            List<RunHistory.Activity> visits = run.activities().stream()
                    .filter(visit -> ids.contains(visit.part()))
                    .toList();
            pictures.addAll(draw(parts.get(0), visits, Marks.of(visits, chain, now)));
        });
        return pictures;
    }

    private List<Picture> draw(RunHistory.Part part, List<RunHistory.Activity> visits, Marks marks) {
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(part.definition());
        Set<String> flows = PathTaken.flows(model, visits);
        List<Picture> pictures = new ArrayList<>();
        for (BpmnPlane plane : model.getModelElementsByType(BpmnPlane.class)) {
            BaseElement level = plane.getBpmnElement();
            boolean whole = level.getId().equals(part.process());
            if (whole || marks.at(level.getId()).isPresent()) {
                pictures.add(new Picture(
                        part.process(),
                        part.version(),
                        level.getId(),
                        whole ? part.name() : name(level),
                        new BpmnDrawing(marks, flows).draw(plane)));
            }
        }
        return pictures;
    }

    private static String name(BaseElement level) {
        String name = level.getAttributeValue("name");
        return name == null ? level.getId() : name;
    }
}
