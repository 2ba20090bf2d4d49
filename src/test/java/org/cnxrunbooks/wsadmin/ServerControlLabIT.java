package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCells;
import org.cnxrunbooks.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerControlLabIT {

    private static Lab lab;
    private static Hosts hosts;
    private static Cell cell;
    private static int runs;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test().withoutDatabase());
        hosts = new SshHosts(Clock.systemUTC());
        cell = LabCells.of(lab);
    }

    @AfterAll
    static void end() {
        hosts.close();
        lab.close();
    }

    @AfterEach
    void everythingUp() {
        lab.fault("server-will-not-stop-AppsCluster_server1", false);
        lab.fault("server-will-not-start-AppsCluster_server1", false);
        lab.reset();
    }

    @Test
    void a_whole_cell_is_stopped_and_started_in_order_and_twice_is_harmless() {
        ServerControl control = control();

        assertThat(answers(control.stopServers(run("stopServers")))).containsOnly(ControlAnswer.STOPPED);
        assertThat(answers(control.stopServers(run("stopServers")))).containsOnly(ControlAnswer.ALREADY_STOPPED);
        assertThat(lab.serverState("LabNode1", "nodeagent")).isEqualTo("STARTED");
        assertThat(answers(control.stopNodeAgents(run("stopNodeAgents")))).containsOnly(ControlAnswer.STOPPED);
        assertThat(answers(control.stopDeploymentManager(run("stopDeploymentManager"))))
                .containsExactly(ControlAnswer.STOPPED);
        assertThat(lab.servers()).allMatch(server -> lab.serverState(server.get(0), server.get(1))
                .equals("STOPPED"));

        assertThat(answers(control.startDeploymentManager(run("startDeploymentManager"))))
                .containsExactly(ControlAnswer.STARTED);
        assertThat(answers(control.startNodeAgents(run("startNodeAgents")))).containsOnly(ControlAnswer.STARTED);
        List<ControlReport> clusters = control.startClusters(run("startClusters"));
        assertThat(answers(clusters)).containsOnly(ControlAnswer.STARTED);
        assertThat(clusters.stream().map(report -> report.target().cluster()).toList())
                .containsExactly("InfraCluster", "InfraCluster", "AppsCluster", "AppsCluster");
        assertThat(answers(control.startClusters(run("startClusters")))).containsOnly(ControlAnswer.ALREADY_STARTED);
    }

    @Test
    void a_server_that_will_not_stop_is_told_and_the_others_are_stopped() {
        lab.fault("server-will-not-stop-AppsCluster_server1", true);

        List<ControlReport> reports = control().stopServers(run("stopServers"));

        assertThat(reports).hasSize(4);
        ControlReport stuck = reports.stream()
                .filter(report -> !report.answer().reached())
                .findFirst()
                .orElseThrow();
        assertThat(stuck.target().name()).isEqualTo("AppsCluster_server1");
        assertThat(stuck.answer()).isEqualTo(ControlAnswer.TIMED_OUT);
        assertThat(stuck.exitCode()).isEqualTo(245);
        assertThat(stuck.message()).contains("alive", "HINT:");
        assertThat(stuck.tail()).contains("ADMU3060E");
        assertThat(answers(reports)).containsOnlyOnce(ControlAnswer.TIMED_OUT).contains(ControlAnswer.STOPPED);
    }

    @Test
    void a_retry_of_the_same_attempt_is_not_blocked_by_its_own_journal() {
        ServerControl control = control();
        ControlRun run = run("stopServers");
        lab.fault("server-will-not-stop-AppsCluster_server1", true);
        assertThat(answers(control.stopServers(run))).contains(ControlAnswer.TIMED_OUT);
        lab.fault("server-will-not-stop-AppsCluster_server1", false);

        List<ControlReport> again = control.stopServers(run);

        assertThat(again).allMatch(report -> report.answer().reached());
        assertThat(lab.serverState("LabNode1", "AppsCluster_server1")).isEqualTo("STOPPED");
    }

    @Test
    void a_server_that_will_not_start_is_told() {
        ServerControl control = control();
        control.stopServers(run("stopServers"));
        lab.fault("server-will-not-start-AppsCluster_server1", true);

        List<ControlReport> reports = control.startClusters(run("startClusters"));

        assertThat(answers(reports))
                .containsExactlyInAnyOrder(
                        ControlAnswer.STARTED, ControlAnswer.STARTED, ControlAnswer.STARTED, ControlAnswer.FAILED);
    }

    @Test
    void a_host_that_is_down_fails_its_servers_alone() {
        lab.hostDown("node2");

        List<ControlReport> reports = control().stopServers(run("stopServers"));

        assertThat(reports).allSatisfy(report -> assertThat(report.answer())
                .isEqualTo(report.target().host().equals("node2") ? ControlAnswer.FAILED : ControlAnswer.STOPPED));
    }

    private static List<ControlAnswer> answers(List<ControlReport> reports) {
        List<ControlAnswer> answers = new ArrayList<>();
        reports.forEach(report -> answers.add(report.answer()));
        return answers;
    }

    private static ControlRun run(String step) {
        runs++;
        return new ControlRun("backup-lab-20260314-21000" + runs, step, 1, Progress.NONE);
    }

    private static ServerControl control() {
        Function<String, HostSession> sessions = name -> hosts.connect(cell.host(name), done -> {});
        return new ServerControl(
                cell,
                sessions,
                new ControlSettings(4, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(2)));
    }
}
