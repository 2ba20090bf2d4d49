package org.cnxrunbooks.audit;

import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.history.HistoricActivityInstance;

/** What a run entered and did not leave: elements, and the phases and called runbooks around them. */
record OpenActivities(List<HistoricActivityInstance> all) {

    private static final String EACH = "multiInstanceBody";
    private static final Set<String> AROUND = Set.of("subProcess", "transaction", "callActivity", EACH);

    /** Without what only stands around others. */
    List<HistoricActivityInstance> innermost() {
        return all.stream()
                .filter(act -> !AROUND.contains(act.getActivityType()))
                .toList();
    }

    /** Names of what stands around it, the outermost first. */
    List<String> around(HistoricActivityInstance act) {
        LinkedList<String> names = new LinkedList<>();
        for (Optional<HistoricActivityInstance> outer = outer(act); outer.isPresent(); outer = outer(outer.get())) {
            if (!outer.get().getActivityType().equals(EACH)) {
                names.addFirst(name(outer.get()));
            }
        }
        return List.copyOf(names);
    }

    /** The top of a called process lies in the activity that called it. */
    private Optional<HistoricActivityInstance> outer(HistoricActivityInstance act) {
        boolean top = act.getProcessInstanceId().equals(act.getParentActivityInstanceId());
        return all.stream()
                .filter(one -> top
                        ? act.getProcessInstanceId().equals(one.getCalledProcessInstanceId())
                        : one.getId().equals(act.getParentActivityInstanceId()))
                .findFirst();
    }

    static String name(HistoricActivityInstance act) {
        return act.getActivityName() == null ? act.getActivityId() : act.getActivityName();
    }
}
