package org.cnxrunbooks.ifix;

import java.util.List;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;

/** Brings the processes back that ran when the plan was made; nothing was installed. */
record Restoration(IfixWork work, IfixPlan plan) {

    String startMembers() {
        List<Member> members = work.cell().members().stream()
                .filter(member -> plan.running()
                        .contains(member.node().name() + "/" + member.server().name()))
                .toList();
        return HalfPower.require(work.servers().startServers(work.controlRun(), members));
    }

    String startAgents() {
        List<Node> nodes = work.cell().nodes().stream()
                .filter(node -> plan.running().contains(node.name() + "/nodeagent"))
                .toList();
        return HalfPower.require(work.servers().startNodeAgents(work.controlRun(), nodes));
    }
}
