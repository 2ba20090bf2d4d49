package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Map;

/** Where the document (seed 002) is left, and why; figures were measured in the lab. */
final class Departures {

    private static final List<Map<String, String>> ALL = List.of(
            departure(
                    "002-10 before 002-12: the installer runs while the members of the first node are up",
                    "the drained half's members are stopped before the update reaches them, on both halves",
                    "in the document's order 2,123 requests failed where the plug-in keeps sessions on backup servers; in this order none, whichever way the plug-in works"),
            departure(
                    "002-8, 002-13: restart of the web server",
                    "graceful reload",
                    "a restart cuts every request that is on its way, 20 of 20 long ones"),
            departure(
                    "002-9: look once with a browser",
                    "new sessions of every cluster at every web server, then a drain that is watched",
                    "old processes still send requests to the first node: 3 long ones failed without a drain"),
            departure(
                    "002-13: back to the original file while the second node still takes users",
                    "the second half is made backup first, the original file comes last",
                    "a generated file lists all servers as primaries, so the second node could never be drained"),
            departure(
                    "002-15, 002-16: the node agent of the second node starts while its members run",
                    "its members are stopped first",
                    "the agent's first synchronization restarts changed applications on running servers"));

    private Departures() {}

    static List<Map<String, String>> all() {
        return ALL;
    }

    private static Map<String, String> departure(String document, String here, String why) {
        return Map.of("document", document, "here", here, "why", why);
    }
}
