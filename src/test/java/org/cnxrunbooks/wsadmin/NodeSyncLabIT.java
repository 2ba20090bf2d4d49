package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.Server;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCells;
import org.cnxrunbooks.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Synchronization, single members and their temp directories; every test leaves the cell running and in sync. */
class NodeSyncLabIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static Lab lab;
    private static Hosts hosts;
    private static Cell cell;
    private static CellSessions sessions;
    private static int runs;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test().withoutDatabase());
        hosts = new SshHosts(Clock.systemUTC());
        cell = LabCells.of(lab);
        sessions = new CellSessions(cell, hosts, done -> {});
    }

    @AfterAll
    static void end() {
        hosts.close();
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_node_that_differs_is_told_and_mended_on_both_levels_of_jython(boolean newer) throws IOException {
        lab.fault("wsadmin-jython27", newer);
        Path copy = damage("LabNode1");

        assertThat(states()).isEqualTo("LabNode1 NOT_IN_SYNC, LabNode2 IN_SYNC");
        assertThat(sync(PATIENCE).resynchronize("LabNode1").answer()).isEqualTo(SyncAnswer.SYNCHRONIZED);

        assertThat(Files.mismatch(copy, archive("LabDmgrNode"))).isEqualTo(-1);
        assertThat(states()).isEqualTo("LabNode1 IN_SYNC, LabNode2 IN_SYNC");
        assertThat(applications("Files"))
                .isEqualTo("LabNode1/AppsCluster_server1 STARTED, LabNode2/AppsCluster_server2 STARTED");
        lab.fault("wsadmin-jython27", false);
    }

    @Test
    void a_synchronization_that_stalls_or_has_no_effect_is_never_called_done() throws IOException {
        damage("LabNode1");
        lab.fault("sync-stalls", true);
        SyncReport stalled = sync(SHORT).resynchronize("LabNode1");
        lab.fault("sync-stalls", false);
        assertThat(stalled.answer()).isEqualTo(SyncAnswer.TIMED_OUT);
        assertThat(stalled.message()).contains("LabNode1", "not synchronized after 2 s", "HINT:");
        assertThat(sync(PATIENCE).resynchronize("LabNode1").answer()).isEqualTo(SyncAnswer.SYNCHRONIZED);
        assertThat(sync(PATIENCE).resynchronize("LabNode1").answer())
                .as("twice")
                .isEqualTo(SyncAnswer.SYNCHRONIZED);

        damage("LabNode1");
        lab.fault("sync-without-effect", true);
        assertThat(sync(SHORT).resynchronize("LabNode1").answer()).isEqualTo(SyncAnswer.TIMED_OUT);
        lab.fault("sync-without-effect", false);
        assertThat(sync(PATIENCE).resynchronize("LabNode1").answer()).isEqualTo(SyncAnswer.SYNCHRONIZED);

        assertThatThrownBy(() -> sync(PATIENCE).resynchronize("LabNode9"))
                .isInstanceOf(WsadminFailure.class)
                .hasMessageContaining("no managed node LabNode9");
    }

    @Test
    void the_agent_of_one_node_is_stopped_alone_and_its_node_is_unseen_until_it_is_back() {
        Node node = cell.nodes().get(1);

        assertThat(answers(control().stopNodeAgents(run("stopNodeAgent"), List.of(node))))
                .containsExactly(ControlAnswer.STOPPED);

        assertThat(lab.serverState("LabNode1", "nodeagent")).isEqualTo("STARTED");
        assertThat(lab.serverState("LabNode2", "AppsCluster_server2")).isEqualTo("STARTED");
        assertThat(states()).isEqualTo("LabNode1 IN_SYNC, LabNode2 AGENT_DOWN");
        SyncReport report = sync(PATIENCE).resynchronize("LabNode2");
        assertThat(report.answer()).isEqualTo(SyncAnswer.AGENT_DOWN);
        assertThat(report.message()).contains("node agent not seen", "HINT:");
        assertThat(applications("Files"))
                .isEqualTo("LabNode1/AppsCluster_server1 STARTED, LabNode2/AppsCluster_server2 SERVER_NOT_SEEN");

        assertThat(answers(control().startNodeAgents(run("startNodeAgent"), List.of(node))))
                .containsExactly(ControlAnswer.STARTED);
        assertThat(states()).isEqualTo("LabNode1 IN_SYNC, LabNode2 IN_SYNC");
    }

    @Test
    void only_what_is_stopped_is_cleared_and_the_transaction_log_stays() throws IOException {
        Node node = cell.nodes().get(0);
        Member apps = member(node, "AppsCluster_server1");
        Member infra = member(node, "InfraCluster_server1");
        Path profile = lab.profile("LabNode1");
        Path log = file(profile.resolve("tranlog/LabCell/LabNode1/AppsCluster_server1/transaction/log1"));
        Path temp = profile.resolve("temp/LabNode1/AppsCluster_server1");
        Path workspace = file(profile.resolve("wstemp/92668751/workspace/x"));
        Files.createSymbolicLink(temp.resolve("link"), profile.resolve("tranlog"));
        TempDirectories directories = new TempDirectories(sessions, Duration.ofSeconds(30));

        assertThat(answers(control().stopServers(run("stopMembers"), List.of(apps))))
                .containsExactly(ControlAnswer.STOPPED);
        assertThat(lab.serverState("LabNode1", "InfraCluster_server1")).isEqualTo("STARTED");

        assertThat(directories.clear(List.of(infra, apps), Progress.NONE))
                .extracting(TempReport::answer)
                .containsExactly(TempAnswer.MEMBER_RUNS, TempAnswer.CLEARED);
        assertThat(temp).isEmptyDirectory();
        assertThat(temp.resolveSibling("InfraCluster_server1/_tx.cache")).exists();
        assertThat(log).exists();
        TempReport refused = directories.clearWorkspace(node);
        assertThat(refused.answer()).isEqualTo(TempAnswer.MEMBER_RUNS);
        assertThat(refused.message()).contains("InfraCluster_server1", "STARTED", "HINT:");
        assertThat(workspace).exists();

        control().stopServers(run("stopMembers"), List.of(infra));
        assertThat(directories.clearWorkspace(node).answer()).isEqualTo(TempAnswer.CLEARED);
        assertThat(workspace.getParent().getParent().getParent()).isEmptyDirectory();
        List<ControlReport> started = control().startServers(run("startMembers"), List.of(apps, infra));
        assertThat(started.stream().map(report -> report.target().name()))
                .containsExactly("InfraCluster_server1", "AppsCluster_server1");
        assertThat(answers(started)).containsOnly(ControlAnswer.STARTED);
    }

    @Test
    void members_of_no_cell_and_no_members_at_all_are_refused() {
        Node node = cell.nodes().get(0);
        Member stranger = new Member(node, new Server("server9", null, null));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> control().stopServers(run("stopMembers"), List.of(stranger)));
        assertThatIllegalArgumentException().isThrownBy(() -> control().startServers(run("startMembers"), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control().stopNodeAgents(run("stopNodeAgent"), List.of()));
    }

    private static String states() {
        return sync(PATIENCE).states().stream()
                .map(state -> state.node() + " " + state.state())
                .collect(Collectors.joining(", "));
    }

    private static String applications(String name) {
        return new Wsadmin(sessions.deploymentManager(), cell.deploymentManager())
                .applicationStates().stream()
                        .filter(state -> state.application().equals(name))
                        .map(state -> state.node() + "/" + state.server() + " " + state.state())
                        .collect(Collectors.joining(", "));
    }

    private static Path damage(String node) throws IOException {
        Path copy = archive(node);
        Files.write(copy, new byte[] {1, 2, 3});
        return copy;
    }

    private static Path archive(String node) {
        return lab.profile(node).resolve("config/cells/LabCell/applications/Files.ear/Files.ear");
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "x");
    }

    private static Member member(Node node, String server) {
        return cell.members().stream()
                .filter(member ->
                        member.node().equals(node) && member.server().name().equals(server))
                .findFirst()
                .orElseThrow();
    }

    private static List<ControlAnswer> answers(List<ControlReport> reports) {
        return reports.stream().map(ControlReport::answer).toList();
    }

    private static ControlRun run(String step) {
        runs++;
        return new ControlRun("ifix-lab-20260314-21000" + runs, step, 1, Progress.NONE);
    }

    private static NodeSync sync(Duration patience) {
        return new NodeSync(sessions.deploymentManager(), cell.deploymentManager(), patience);
    }

    private static ServerControl control() {
        return new ServerControl(
                cell,
                sessions,
                new ControlSettings(4, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }
}
