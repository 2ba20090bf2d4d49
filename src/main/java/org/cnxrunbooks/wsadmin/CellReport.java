package org.cnxrunbooks.wsadmin;

import java.util.List;
import java.util.Map;

/**
 * What the deployment manager says about its cell now.
 *
 * @param cell WebSphere's name of the cell
 * @param variables WebSphere variables of cell scope, by name, unexpanded
 * @param applications sorted by name
 * @param servers of every kind, on every node
 * @param clusters sorted by name
 */
public record CellReport(
        String cell,
        Map<String, String> variables,
        List<Application> applications,
        List<ServerEntry> servers,
        List<ClusterEntry> clusters) {

    public CellReport {
        variables = Map.copyOf(variables);
        applications = List.copyOf(applications);
        servers = List.copyOf(servers);
        clusters = List.copyOf(clusters);
    }

    /** @param running true when at least one server runs it */
    public record Application(String name, boolean running) {}

    /**
     * @param type as in serverindex.xml: APPLICATION_SERVER, NODE_AGENT, DEPLOYMENT_MANAGER, WEB_SERVER …
     * @param running true when the deployment manager sees its Server mbean; false also when the node agent is down
     */
    public record ServerEntry(String node, String name, String type, boolean running) {}

    /**
     * @param members as {@code node/server}, sorted
     * @param state of the Cluster mbean, e.g. {@code websphere.cluster.running}; empty when it does not tell
     */
    public record ClusterEntry(String name, List<String> members, String state) {

        public ClusterEntry {
            members = List.copyOf(members);
        }
    }

    /** The variable's value with {@code ${OTHER}} replaced by cell variables; unknown ones stay as they are. */
    public String expand(String value) {
        String text = value;
        for (int depth = 0; depth < 10 && text.contains("${"); depth++) {
            String before = text;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = text.replace("${" + variable.getKey() + "}", variable.getValue());
            }
            if (text.equals(before)) {
                break;
            }
        }
        return text;
    }
}
