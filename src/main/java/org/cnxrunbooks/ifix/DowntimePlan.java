package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.List;

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

    /** Parts in which another plan of the same request rests on other facts. */
    List<String> differences(DowntimePlan other) {
        List<String> parts = new ArrayList<>(fix.differences(other.fix));
        if (!started.equals(other.started)) {
            parts.add("started applications");
        }
        return parts;
    }
}
