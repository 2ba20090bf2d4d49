package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.RunCell;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.webserver.WebServerControl;
import org.cnxrunbooks.wsadmin.ControlRun;
import org.cnxrunbooks.wsadmin.ControlSettings;
import org.cnxrunbooks.wsadmin.NodeSync;
import org.cnxrunbooks.wsadmin.ServerControl;
import org.cnxrunbooks.wsadmin.TempDirectories;
import org.cnxrunbooks.wsadmin.UpdateInstaller;
import org.cnxrunbooks.wsadmin.Wsadmin;

/** What the steps of one run work with: its cell, its machines, its approved plan, and which half it is at. */
record IfixWork(StepRun run, Cell cell, CellSessions sessions, Clock clock) {

    static final String APPROVAL = "userTask_approveInterimFix";

    private static final Duration SYNC_PATIENCE = Duration.ofMinutes(20);
    private static final Duration UPDATE_PATIENCE = Duration.ofHours(2);

    /** Refused when the configuration has no such cell. */
    static IfixWork of(StepRun run, Cells cells, Hosts hosts, Clock clock) {
        Cell cell = RunCell.of(run, cells);
        return new IfixWork(run, cell, new CellSessions(cell, hosts, run.recorder()), clock);
    }

    /** As it was approved; fails when it was not, or when the digest was altered. */
    IfixPlan plan() {
        return Records.read(run.approvedPlan(APPROVAL), IfixPlan.class);
    }

    /** The half that this turn changes. */
    Half half() {
        return Half.of(run.read(HALF));
    }

    FixAction action() {
        return FixAction.of(run.find(FIX_ACTION).orElse(FixAction.INSTALL.text()));
    }

    List<Node> nodes(IfixPlan plan, Half half) {
        List<String> names = plan.nodes(half);
        List<Node> nodes = cell.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
        if (nodes.size() != names.size() || nodes.isEmpty()) {
            throw new StepFailure(
                    "Node not configured any more: cell %s (observed %s, expected %s)%nHINT: Put it back into the configuration; nothing was touched."
                            .formatted(
                                    cell.name(), nodes.stream().map(Node::name).toList(), names));
        }
        return nodes;
    }

    /** Members of the affected clusters on that half. */
    List<Member> members(IfixPlan plan, Half half) {
        List<Node> nodes = nodes(plan, half);
        return cell.members().stream()
                .filter(member -> nodes.contains(member.node())
                        && plan.clusters()
                                .contains(String.valueOf(member.server().cluster())))
                .toList();
    }

    WebServer webServer(String name) {
        return cell.webServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        "Web server not configured any more: %s of cell %s (observed %s)%nHINT: Put it back into the configuration; nothing was touched."
                                .formatted(name, cell.name(), cell.webServers())));
    }

    HostSession session(WebServer server) {
        return sessions.apply(server.host());
    }

    WebServerControl control(WebServer server) {
        return new WebServerControl(session(server), server);
    }

    ServerControl servers() {
        return new ServerControl(cell, sessions, ControlSettings.DEFAULT);
    }

    /** Names the jobs of this step: one more turn, or one more decision of a person, and they are other jobs. */
    ControlRun controlRun() {
        String verb = run.stepId().substring(run.stepId().indexOf('_') + 1);
        String turn = run.find(TURN).orElse("");
        long decisions = run.find(DECISION_COUNT).orElse(0L);
        return new ControlRun(
                run.runId(), verb + "-" + action().text() + "-" + turn, 1 + (int) decisions, run.progress());
    }

    Wsadmin wsadmin() {
        return new Wsadmin(sessions.deploymentManager(), cell.deploymentManager());
    }

    NodeSync nodeSync() {
        return new NodeSync(sessions.deploymentManager(), cell.deploymentManager(), SYNC_PATIENCE);
    }

    TempDirectories tempDirectories() {
        return new TempDirectories(sessions, ControlSettings.DEFAULT.probeTimeout());
    }

    UpdateInstaller installer() {
        return new UpdateInstaller(
                sessions.deploymentManager(), cell.deploymentManager(), cell.directories(), UPDATE_PATIENCE);
    }

    byte[] blob(String digest) {
        return run.evidence()
                .blob(digest)
                .orElseThrow(() -> new StepFailure(
                        "Planned bytes missing in the evidence: %s (observed nothing, expected the bytes)%nHINT: Nothing was touched; start a new run."
                                .formatted(digest)));
    }
}
