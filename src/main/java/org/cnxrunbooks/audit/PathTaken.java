package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.cnxrunbooks.audit.RunHistory.Activity;

/**
 * Which flows a run took. The engine keeps no history of flows; of those into an activity the one counts whose source
 * ended last before the activity began.
 */
final class PathTaken {

    private PathTaken() {}

    /** Ids of flows. */
    static Set<String> flows(BpmnModelInstance model, List<Activity> activities) {
        Map<String, List<Activity>> visits = activities.stream().collect(Collectors.groupingBy(Activity::step));
        Set<String> taken = new HashSet<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            for (Activity visit : visits.getOrDefault(node.getId(), List.of())) {
                taken.addAll(into(visit, node.getIncoming(), visits));
            }
        }
        return taken;
    }

    private static List<String> into(
            Activity visit, Collection<SequenceFlow> incoming, Map<String, List<Activity>> visits) {
        List<String> latest = new ArrayList<>();
        Instant when = Instant.MIN;
        for (SequenceFlow flow : incoming) {
            for (Activity source : visits.getOrDefault(flow.getSource().getId(), List.of())) {
                Instant ended = source.ended();
                if (ended == null
                        || ended.isAfter(visit.started())
                        || !source.scope().equals(visit.scope())) {
                    continue;
                }
                if (ended.isAfter(when)) {
                    latest.clear();
                    when = ended;
                }
                if (ended.equals(when)) {
                    latest.add(flow.getId());
                }
            }
        }
        return latest;
    }
}
