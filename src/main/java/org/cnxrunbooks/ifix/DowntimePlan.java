package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.MaterialFacts;

/**
 * What is approved before users are shut out.
 *
 * @param fix with every node in one turn, every cluster of the cell, and no web server: the notice has a plan of its own
 * @param started applications that ran, as {@code application on node/server}; they have to run afterwards
 */
record DowntimePlan(IfixPlan fix, List<String> started) {

    DowntimePlan {
        started = List.copyOf(started);
    }

    /** One line for each fact that is another in the plan as it would be now. */
    List<String> changes(DowntimePlan present) {
        List<String> changes = new ArrayList<>(IfixFacts.changes(fix, present.fix));
        changes.addAll(MaterialFacts.of(running()).changes(MaterialFacts.of(present.running())));
        return changes;
    }

    private Map<String, String> running() {
        Map<String, String> facts = new LinkedHashMap<>();
        started.forEach(application -> facts.put("application " + application, "runs"));
        return facts;
    }
}
