package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCells;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabRoles;
import org.cnxrunbooks.lab.LabUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WsadminLabIT {

    private static Lab lab;
    private static Hosts hosts;
    private static Cell cell;
    private static final List<CommandRecord> RECORDS = new ArrayList<>();

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
    void faultsOff() {
        Stream.of("german", "cut", "slow", "view-fails", "wrong-process", "jython27")
                .forEach(name -> lab.fault("wsadmin-" + name, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void both_levels_of_jython_answer_every_question_alike(boolean newer) {
        lab.fault("wsadmin-jython27", newer);

        CellReport report = wsadmin().cell();

        assertThat(report.cell()).isEqualTo("LabCell");
        assertThat(report.variables())
                .containsKey("CONNECTIONS_CUSTOMIZATION_PATH")
                .doesNotContainKey("USER_INSTALL_ROOT");
        assertThat(report.applications()).hasSizeGreaterThan(10).allMatch(CellReport.Application::running);
        assertThat(report.servers())
                .hasSize(7)
                .contains(new CellReport.ServerEntry("LabNode1", "nodeagent", "NODE_AGENT", true));
        assertThat(report.clusters())
                .contains(new CellReport.ClusterEntry(
                        "AppsCluster",
                        List.of("LabNode1/AppsCluster_server1", "LabNode2/AppsCluster_server2"),
                        "websphere.cluster.running"));
        assertThat(wsadmin().applications()).contains("Files", "fncs").isSorted();
        FilenetAdmin admin = wsadmin().filenetAdmin("filenetAdmin");
        assertThat(admin.alias()).isEqualTo("LabDmgrNode/filenetAdmin");
        assertThat(admin.uniqueName()).isEqualTo("uid=filenetadmin,o=defaultwimfilebasedrealm");
        assertThat(admin.local()).isTrue();
        rolesAreExact(wsadmin().roles());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void role_mappings_worded_in_german_read_the_same(boolean newer) {
        lab.fault("wsadmin-jython27", newer);
        lab.fault("wsadmin-german", true);

        rolesAreExact(wsadmin().roles());
    }

    private static void rolesAreExact(List<ApplicationRoles> all) {
        assertThat(all).hasSize(13);
        for (ApplicationRoles application : all) {
            List<LabRoles.Role> expected = LabRoles.of(application.application());
            assertThat(application.roles()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                RoleMapping role = application.roles().get(i);
                LabRoles.Role want = expected.get(i);
                assertThat(role.role()).isEqualTo(want.name());
                assertThat(role.everyone()).isEqualTo(want.everyone());
                assertThat(role.allAuthenticated()).isEqualTo(want.authenticated());
                assertThat(role.allAuthenticatedInTrustedRealms()).isEqualTo(want.trusted());
                assertThat(role.columns().get(3)).isEqualTo(String.join("|", want.users()));
                assertThat(role.userAccessIds()).isEqualTo(want.userIds());
                assertThat(role.groupAccessIds()).isEqualTo(want.groupIds());
                assertThat(role.groups()).isEqualTo(want.groups());
                boolean pipeInAName = want.users().contains("left|right");
                boolean noIds = want.userIds().size() < want.users().size();
                assertThat(role.exact()).isEqualTo(!pipeInAName);
                assertThat(role.users().equals(want.users())).isEqualTo(!pipeInAName || noIds);
            }
        }
    }

    @Test
    void live_sessions_are_counted_for_every_server_that_is_seen() {
        Map<String, Long> before = wsadmin().sessions();
        LabUser.outside(lab).get("webserver2", "http", "/files/");
        Map<String, Long> after = wsadmin().sessions();

        assertThat(before).containsKeys("LabNode1/AppsCluster_server1", "LabNode2/InfraCluster_server2");
        assertThat(after.get("LabNode1/AppsCluster_server1")).isEqualTo(before.get("LabNode1/AppsCluster_server1") + 1);
    }

    @Test
    void the_password_is_in_no_command_line_and_no_file_stays_behind() throws Exception {
        RECORDS.clear();

        wsadmin().applications();

        String password = cell.deploymentManager().password().reveal();
        assertThat(RECORDS).isNotEmpty().noneMatch(done -> (done.command() + done.tail()).contains(password));
        Path room = Path.of(session()
                        .run(Command.of("/bin/sh", "-c", "echo \"$HOME\""))
                        .output()
                        .strip())
                .resolve(".cnxrunbooks/wsadmin");
        try (Stream<Path> files = Files.list(room)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name.endsWith(".py"));
        }
    }

    @Test
    void a_wrong_password_is_told_from_a_manager_that_is_down() {
        DeploymentManager right = cell.deploymentManager();
        DeploymentManager wrong = new DeploymentManager(
                right.host(),
                right.cellName(),
                right.profile(),
                right.soapPort(),
                right.user(),
                Secret.of("{wrong\\ \u00fc}"));
        DeploymentManager elsewhere = new DeploymentManager(
                right.host(), right.cellName(), right.profile(), 8999, right.user(), right.password());

        assertThat(refusal(wrong)).isEqualTo(WsadminFailure.Reason.LOGIN_REFUSED);
        assertThat(refusal(elsewhere)).isEqualTo(WsadminFailure.Reason.NOT_CONNECTED);
    }

    @Test
    void a_missing_tool_is_named() {
        DeploymentManager right = cell.deploymentManager();
        DeploymentManager absent = new DeploymentManager(
                right.host(), right.cellName(), "/opt/absent", right.soapPort(), right.user(), right.password());

        assertThat(refusal(absent)).isEqualTo(WsadminFailure.Reason.TOOL_FAILED);
    }

    @Test
    void another_process_than_the_manager_is_refused() {
        lab.fault("wsadmin-wrong-process", true);

        assertThat(refusal(cell.deploymentManager())).isEqualTo(WsadminFailure.Reason.WRONG_PROCESS);
    }

    @Test
    void an_answer_that_is_cut_off_is_refused() {
        lab.fault("wsadmin-cut", true);

        assertThatThrownBy(() -> wsadmin().roles())
                .isInstanceOfSatisfying(WsadminFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(WsadminFailure.Reason.ANSWER_UNREADABLE));
    }

    @Test
    void an_application_that_cannot_be_read_is_named_and_nothing_is_left_out() {
        lab.fault("wsadmin-view-fails", true);

        assertThatThrownBy(() -> wsadmin().roles())
                .isInstanceOf(WsadminFailure.class)
                .hasMessageContaining("Files: ")
                .hasMessageContaining("ADMA0002E");
    }

    @Test
    void an_unknown_alias_is_refused() {
        assertThatThrownBy(() -> wsadmin().filenetAdmin("no such: alias | \u00e4"))
                .isInstanceOf(WsadminFailure.class)
                .hasMessageContaining("no such alias");
    }

    private static WsadminFailure.Reason refusal(DeploymentManager manager) {
        Wsadmin wsadmin = new Wsadmin(session(), manager, Duration.ofMinutes(5));
        return catchThrowableOfType(WsadminFailure.class, wsadmin::applications).reason();
    }

    private static Wsadmin wsadmin() {
        return new Wsadmin(session(), cell.deploymentManager(), Duration.ofMinutes(5));
    }

    private static HostSession session() {
        return hosts.connect(cell.hostOf(cell.deploymentManager()), RECORDS::add);
    }
}
