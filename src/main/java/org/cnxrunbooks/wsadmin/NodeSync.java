package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.List;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/**
 * Synchronization of nodes with the deployment manager, each question or order one run of wsadmin on its host.
 *
 * <p>{@code sync} and {@code isNodeSynchronized} are operations of the NodeSync mbean (IBM, MBean interfaces, "NodeSync
 * MBean"). The first synchronization after {@code refreshRepositoryEpoch} is a full one, any other is partial (IBM
 * technote swg21233075, "synchronization process explained"). When a synchronized application has changed, running
 * servers of that node may restart it (same technote), so traffic must be elsewhere or the servers stopped. That an
 * archive has been expanded when {@code isNodeSynchronized} says true is unverified without WebSphere.
 */
public final class NodeSync {

    /** wsadmin takes 10 to 40 s to connect. */
    private static final Duration CONNECT = Duration.ofMinutes(2);

    private static final int LONGEST_PAUSE_SECONDS = 10;

    private final WsadminTool tool;
    private final Duration patience;

    /**
     * @param session on the deployment manager's host
     * @param patience for one full resynchronization; copying large archives takes minutes
     */
    public NodeSync(HostSession session, DeploymentManager deploymentManager, Duration patience) {
        this.patience = patience;
        // one call may take all of it, and the one after it as long
        this.tool = new WsadminTool(
                session, deploymentManager, patience.multipliedBy(2).plus(CONNECT), patience);
    }

    /** Every managed node, sorted by name. Changes nothing. */
    public List<NodeState> states() {
        return StateReading.nodes(tool.ask("Report of the synchronization", WsadminScript.REPORT_SYNC));
    }

    /**
     * Synchronizes everything of one node and waits, at most for the patience, until the node agent says that it is
     * done and that nothing differs any more. Calling twice is harmless. A node that ran into the time limit may still
     * be at it.
     *
     * @throws WsadminFailure with NOT_FOUND when the cell has no managed node of that name
     */
    public SyncReport resynchronize(String node) {
        String question = "Full resynchronization of " + node;
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        String pause = Long.toString(Math.min(LONGEST_PAUSE_SECONDS, Math.max(1, patience.toSeconds() / 10)));
        try {
            WsadminAnswer answer = tool.ask(question, WsadminScript.SYNC_NODE, node, seconds, pause);
            String said = StateReading.said(answer);
            return switch (StateReading.outcome(answer)) {
                case SYNCHRONIZED ->
                    new SyncReport(node, SyncAnswer.SYNCHRONIZED, node + " fully synchronized (" + said + ")");
                case TIMED_OUT -> timedOut(node, said);
                case AGENT_DOWN ->
                    report(
                            node,
                            SyncAnswer.AGENT_DOWN,
                            "node agent not seen by the deployment manager",
                            "Start the node agent on its host and retry.");
                case FAILED ->
                    report(
                            node,
                            SyncAnswer.FAILED,
                            said,
                            "SystemOut.log of the node agent says why; the wsadmin user needs the role configurator or"
                                    + " more.");
                case UNKNOWN_NODE ->
                    throw failure(
                            WsadminFailure.Reason.NOT_FOUND,
                            question,
                            "no managed node " + node,
                            "Compare the node's name in the settings of the cell with System administration > Nodes.");
            };
        } catch (IllegalArgumentException e) {
            throw failure(
                    WsadminFailure.Reason.ANSWER_UNREADABLE,
                    question,
                    String.valueOf(e.getMessage()),
                    "The answer was damaged on its way; try again.");
        } catch (HostFailure failure) {
            if (failure.kind() == HostFailure.Kind.TIMED_OUT) {
                return timedOut(node, "wsadmin did not return");
            }
            throw failure;
        }
    }

    private SyncReport timedOut(String node, String said) {
        return report(
                node,
                SyncAnswer.TIMED_OUT,
                "not synchronized after " + patience.toSeconds() + " s, last: " + said,
                "It may still be at it: look at SystemOut.log of the node agent and at free space on its host; retrying"
                        + " is harmless.");
    }

    private SyncReport report(String node, SyncAnswer answer, String observed, String hint) {
        return new SyncReport(node, answer, message("Full resynchronization of " + node, observed, hint));
    }

    private WsadminFailure failure(WsadminFailure.Reason reason, String question, String observed, String hint) {
        return new WsadminFailure(reason, tool.host(), message(question, observed, hint), -1, "");
    }

    private String message(String question, String observed, String hint) {
        return "%s failed: deployment manager on %s (observed %s, expected sync and isNodeSynchronized to say true)\nHINT: %s"
                .formatted(question, tool.host(), observed, hint);
    }
}
