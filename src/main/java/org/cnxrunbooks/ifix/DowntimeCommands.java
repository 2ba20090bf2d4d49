package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.List;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Member;

/** What will be run where while users are shut out, in order, as people would type it. Only for people. */
final class DowntimeCommands {

    private final Cell cell;
    private final List<Member> members;
    private final List<IfixPlan.PlannedCommand> commands = new ArrayList<>();

    DowntimeCommands(Cell cell, List<Member> members) {
        this.cell = cell;
        this.members = members;
    }

    List<IfixPlan.PlannedCommand> of(IfixOrder order, boolean backedUp) {
        String manager = cell.deploymentManager().host();
        members("Stop all members", "bin/stopServer.sh");
        cell.nodes()
                .forEach(node ->
                        add(node.host(), "Start all agents", node.profile() + "/bin/startNode.sh, unless it runs"));
        String root = cell.directories().connectionsRoot();
        add(
                manager,
                "Install fix in outage",
                "%s/updateInstaller/updateSilent.sh -fix -installDir %s -fixDir %s -install -fixes %s -configProperties <user and password> -featureCustomizationBackedUp %s"
                        .formatted(
                                root,
                                root,
                                order.fixDirectory(),
                                String.join(" ", order.fixIds()),
                                backedUp ? "yes" : "yes, if its approver takes responsibility"));
        members("Clear all temp", "rm below temp/<node>/<server>:");
        cell.nodes()
                .forEach(node ->
                        add(manager, "Sync all nodes", "wsadmin: refreshRepositoryEpoch, sync of " + node.name()));
        members("Start all members", "bin/startServer.sh");
        return List.copyOf(commands);
    }

    private void members(String step, String script) {
        members.forEach(member -> add(
                member.node().host(),
                step,
                member.node().profile() + "/" + script + " " + member.server().name()));
    }

    private void add(String host, String step, String command) {
        commands.add(new IfixPlan.PlannedCommand(host, step, command));
    }
}
