package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.webserver.PluginDirectives;

/** What will be run where, in order, as people would type it. Only for people: steps never read it. */
final class PlannedCommands {

    private final Cell cell;
    private final Map<String, List<String>> halves;
    private final List<String> clusters;
    private final List<IfixPlan.Server> servers;
    private final List<IfixPlan.PlannedCommand> commands = new ArrayList<>();

    private PlannedCommands(
            Cell cell, Map<String, List<String>> halves, List<String> clusters, List<IfixPlan.Server> servers) {
        this.cell = cell;
        this.halves = halves;
        this.clusters = clusters;
        this.servers = servers;
    }

    static List<IfixPlan.PlannedCommand> of(
            Cell cell,
            IfixOrder order,
            Map<String, List<String>> halves,
            List<String> clusters,
            List<IfixPlan.Server> servers,
            boolean backedUp) {
        PlannedCommands planned = new PlannedCommands(cell, halves, clusters, servers);
        planned.nodes(Half.SECOND, "Stop agents of other half", "bin/stopNode.sh");
        planned.drain(Half.FIRST);
        String manager = cell.deploymentManager().host();
        planned.add(
                manager,
                "Install fix",
                "%s/updateInstaller/updateSilent.sh -fix -installDir %s -fixDir %s -install -fixes %s -configProperties <user and password> -featureCustomizationBackedUp %s"
                        .formatted(
                                cell.directories().connectionsRoot(),
                                cell.directories().connectionsRoot(),
                                order.fixDirectory(),
                                String.join(" ", order.fixIds()),
                                backedUp ? "yes" : "yes, if its approver takes responsibility"));
        planned.renew(Half.FIRST);
        planned.drain(Half.SECOND);
        planned.nodes(Half.SECOND, "Start agents of half", "bin/startNode.sh");
        planned.renew(Half.SECOND);
        planned.reload("Restore routing", "original plugin-cfg.xml");
        return List.copyOf(planned.commands);
    }

    private void drain(Half half) {
        reload("Switch traffic", "plugin-cfg.xml with the %s half as backup".formatted(half.text()));
        servers.forEach(server -> add(server.host(), "Drain members", "wait for old processes and open requests"));
        members(half, "Stop members", "bin/stopServer.sh");
    }

    private void renew(Half half) {
        nodesOf(half)
                .forEach(node -> add(
                        cell.deploymentManager().host(),
                        "Sync nodes",
                        "wsadmin: refreshRepositoryEpoch, sync of " + node.name()));
        members(half, "Clear temp", "rm below temp/<node>/<server>:");
        members(half, "Start members", "bin/startServer.sh");
    }

    private void reload(String step, String config) {
        servers.forEach(server -> add(
                server.host(),
                step,
                "%s: %s; apachectl -t; apachectl graceful".formatted(PluginDirectives.NAME, config)));
    }

    private void nodes(Half half, String step, String script) {
        nodesOf(half).forEach(node -> add(node.host(), step, node.profile() + "/" + script));
    }

    private void members(Half half, String step, String script) {
        nodesOf(half).forEach(node -> node.servers().stream()
                .filter(server -> clusters.contains(String.valueOf(server.cluster())))
                .forEach(server -> add(node.host(), step, node.profile() + "/" + script + " " + server.name())));
    }

    private List<Node> nodesOf(Half half) {
        List<String> names = halves.getOrDefault(half.text(), List.of());
        return cell.nodes().stream().filter(node -> names.contains(node.name())).toList();
    }

    private void add(String host, String step, String command) {
        commands.add(new IfixPlan.PlannedCommand(host, step, command));
    }
}
