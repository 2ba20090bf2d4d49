package org.cnxrunbooks.wsadmin;

import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.jspecify.annotations.Nullable;

/**
 * A WebSphere process to start or stop.
 *
 * @param kind decides the script
 * @param host name of its host in the cell
 * @param node WebSphere node; {@code dmgr} for the deployment manager
 * @param name server name, {@code nodeagent} or {@code dmgr}
 * @param profile directory of its profile
 * @param cluster of an application server, absent when it has none
 */
public record ControlTarget(
        Kind kind, String host, String node, String name, String profile, @Nullable String cluster) {

    /** Closed. */
    public enum Kind {
        APPLICATION_SERVER,
        NODE_AGENT,
        DEPLOYMENT_MANAGER
    }

    static ControlTarget of(Member member) {
        return new ControlTarget(
                Kind.APPLICATION_SERVER,
                member.node().host(),
                member.node().name(),
                member.server().name(),
                member.node().profile(),
                member.server().cluster());
    }

    static ControlTarget agentOf(Node node) {
        return new ControlTarget(Kind.NODE_AGENT, node.host(), node.name(), "nodeagent", node.profile(), null);
    }

    static ControlTarget of(DeploymentManager manager) {
        return new ControlTarget(Kind.DEPLOYMENT_MANAGER, manager.host(), "dmgr", "dmgr", manager.profile(), null);
    }

    /** {@code node/name}, for people. */
    public String label() {
        return node + "/" + name;
    }
}
