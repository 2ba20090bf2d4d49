package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fixes, synchronisation and what users see of both, on a cell with the four clusters of a medium deployment. */
class LabFixIT {

    private static Lab lab;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test().withoutDatabase().medium());
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @BeforeEach
    void everything_runs_and_is_old() {
        lab.reset();
        awaitVersion("LabNode1", "1");
        awaitVersion("LabNode2", "1");
    }

    @Test
    void the_four_clusters_of_a_medium_deployment_answer() throws Exception {
        assertThat(lab.layout().clusters())
                .containsExactly("InfraCluster", "UtilCluster", "AppsCluster", "PushCluster");
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            for (String cluster : lab.layout().clusters()) {
                assertThat(LabCurl.get(lab.layout(), web, "http", LabLayout.path(cluster)))
                        .startsWith("200 ")
                        .contains(" server=" + cluster + "_server");
            }
        }
    }

    @Test
    void lists_what_is_installed_and_what_could_be() throws Exception {
        LabShell listed = updateSilent("-fix -installDir " + directory() + " -fixDir " + fixes());
        assertThat(listed.output())
                .containsSubsequence(
                        "Installed fixes:", "Fix: LO100042", "Available fixes", "Fix: LO66666", "Component: Files");
        assertThat(listed.exitCode()).isZero();
    }

    @Test
    void refuses_what_the_real_one_refuses() throws Exception {
        assertThat(update("-install -fixes LO100042").output()).contains("LO100042 is already installed");
        assertThat(update("-install -fixes LO77777").output()).contains("LO77777 was not found");
        assertThat(updateSilent("-fix -installDir " + directory() + " -now").output())
                .contains("Unknown option: -now");
        assertThat(updateSilent("-fix -installDir " + directory() + " -fixDir " + fixes()
                                + " -install -fixes LO66666 -wasUserId wasadmin -wasPassword 'a b'"
                                + " -featureCustomizationBackedUp yes")
                        .output())
                .contains("must not contain a space");
        LabShell bare = LabShell.run(lab.host("dmgr"), script() + " -fix -installDir " + directory());
        assertThat(bare.output()).contains("WAS_HOME is not set");
        assertThat(bare.exitCode()).isNotZero();
        assertThat(notes("updateSilentStarted:install LO100042")).isZero();
    }

    @Test
    void an_installation_online_disturbs_users_on_both_nodes_at_once() throws Exception {
        long started = notes("updateSilentStarted:install LO66666");
        List<LabLoad.User> users = new ArrayList<>();
        for (String node : LabLayout.NODES) {
            // always somebody on the way, so that a restart is felt however slow this machine is
            LabLoad.User user = new LabLoad.User(
                    lab.layout().address(LabLayout.hostOf(node)), 9080, "/files/?ms=150&node=" + node, false);
            users.addAll(List.of(user, user, user));
        }
        LabLoad load = LabLoad.start(users, Duration.ofMillis(1));
        LabShell installed = install();
        LabLoad.Report seen = load.stop();
        assertThat(installed.output()).contains("Fix installation completed successfully");
        assertThat(installed.exitCode()).isZero();
        assertThat(seen.failures())
                .anyMatch(failure -> failure.contains("LabNode1") && failure.contains(" 500 "))
                .anyMatch(failure -> failure.contains("LabNode2") && failure.contains(" 500 "));
        awaitVersion("LabNode1", "1-LO66666");
        awaitVersion("LabNode2", "1-LO66666");
        assertThat(notes("updateSilentStarted:install LO66666")).isEqualTo(started + 1);
        assertThat(updateSilent("-fix -installDir " + directory()).output()).contains("Fix: LO66666");
        assertThat(update("-install -fixes LO66666").output()).contains("already installed");
    }

    @Test
    void pages_stay_old_until_the_temp_directory_is_cleared() throws Exception {
        install();
        awaitVersion("LabNode1", "1-LO66666");
        restart("LabNode1", "AppsCluster_server1", false);
        assertThat(answer("LabNode1")).contains("version=1-LO66666", "pages=1 ");
        restart("LabNode1", "AppsCluster_server1", true);
        assertThat(answer("LabNode1")).contains("version=1-LO66666", "pages=1-LO66666 ");
    }

    @Test
    void an_uninstalled_fix_leaves_users_with_the_version_of_before() throws Exception {
        install();
        awaitVersion("LabNode1", "1-LO66666");
        LabShell taken = update("-uninstall -fixes LO66666");
        assertThat(taken.output()).contains("Fix uninstallation completed successfully");
        assertThat(taken.exitCode()).isZero();
        awaitVersion("LabNode1", "1");
        awaitVersion("LabNode2", "1");
        assertThat(updateSilent("-fix -installDir " + directory()).output()).doesNotContain("LO66666");
        assertThat(update("-uninstall -fixes LO66666").output()).contains("LO66666 is not installed");
    }

    @Test
    void a_node_whose_agent_is_down_stays_old_and_takes_the_fix_when_its_agent_starts() throws Exception {
        node("LabNode2", "stopNode.sh");
        assertThat(install().exitCode()).isZero();
        awaitVersion("LabNode1", "1-LO66666");
        assertThat(answer("LabNode2")).contains("version=1 ");
        assertThat(wsadmin("print 'mbean=' + AdminControl.completeObjectName('type=NodeSync,node=LabNode2,*')"))
                .contains("mbean=\n");
        long restarts = notes("applicationRestarted:LabNode2/AppsCluster_server2/Files");
        node("LabNode2", "startNode.sh");
        awaitVersion("LabNode2", "1-LO66666");
        assertThat(notes("applicationRestarted:LabNode2/AppsCluster_server2/Files"))
                .isEqualTo(restarts + 1);
    }

    @Test
    void wsadmin_synchronises_a_node_and_a_full_one_mends_what_a_partial_one_leaves() throws Exception {
        node("LabNode1", "stopNode.sh");
        node("LabNode2", "stopNode.sh");
        assertThat(install().exitCode()).isZero();
        Path copy = lab.profile("LabNode1").resolve("config/cells/LabCell/applications/Files.ear/Files.ear");
        byte[] old = Files.readAllBytes(copy);
        node("LabNode1", "startNode.sh");
        awaitVersion("LabNode1", "1-LO66666");
        String sync = "mbean = AdminControl.completeObjectName('cell=LabCell,node=LabNode1,type=NodeSync,*')\n"
                + "print 'sync=' + AdminControl.invoke(mbean, 'sync')\n"
                + "print 'synchronised=' + AdminControl.invoke(mbean, 'isNodeSynchronized')\n";
        // somebody damages the node's copy
        Files.write(copy, old);
        assertThat(wsadmin(sync)).contains("sync=true\nsynchronised=false\n");
        assertThat(
                        wsadmin(
                                "AdminControl.invoke(AdminControl.completeObjectName("
                                        + "'type=ConfigRepository,process=nodeagent,node=LabNode1,*'), 'refreshRepositoryEpoch')\n"
                                        + sync
                                        + "print 'files=' + AdminControl.completeObjectName("
                                        + "'type=Application,name=Files,process=AppsCluster_server1,*')\n"
                                        + "print AdminControl.getAttribute(AdminControl.completeObjectName("
                                        + "'type=ThreadPool,name=WebContainer,process=AppsCluster_server1,node=LabNode1,*'), 'stats')\n"))
                .contains(
                        "sync=true\nsynchronised=true\n",
                        "files=WebSphere:name=Files,",
                        "name=ActiveCount,",
                        "current=0");
    }

    @Test
    void syncNode_brings_the_fix_to_a_node_whose_agent_is_stopped() throws Exception {
        assertThat(node("LabNode2", "syncNode.sh " + lab.layout().address("dmgr") + " 8879")
                        .output())
                .contains("ADMU0024E");
        node("LabNode2", "stopNode.sh");
        install();
        LabShell synced = node("LabNode2", "syncNode.sh " + lab.layout().address("dmgr") + " 8879");
        assertThat(synced.output()).contains("ADMU0401I", "ADMU0016I", "ADMU0402I");
        awaitVersion("LabNode2", "1-LO66666");
    }

    @Test
    void an_updater_that_fails_shows_in_facts_what_its_words_do_not_say() throws Exception {
        lab.fault("update-without-effect", true);
        assertThat(install().output()).contains("Fix installation completed successfully");
        assertThat(updateSilent("-fix -installDir " + directory()).output()).doesNotContain("LO66666");
        lab.fault("update-without-effect", false);

        lab.fault("update-half-way", true);
        LabShell half = install();
        assertThat(half.output()).contains("Fix installation failed");
        assertThat(half.exitCode()).isEqualTo(8);
        awaitVersion("LabNode1", "1-LO66666");
        assertThat(updateSilent("-fix -installDir " + directory()).output()).doesNotContain("LO66666");
        lab.fault("update-half-way", false);
        assertThat(install().output()).contains("Fix installation completed successfully");
    }

    @Test
    void an_updater_that_hangs_goes_on_when_it_is_let() throws Exception {
        lab.fault("update-hangs", true);
        long started = notes("updateSilentStarted:install LO66666");
        CompletableFuture<LabShell> hanging = CompletableFuture.supplyAsync(() -> install());
        LabWait.until(
                "the updater started",
                Duration.ofMinutes(2),
                () -> notes("updateSilentStarted:install LO66666") > started,
                () -> "not in the ledger");
        assertThat(hanging).isNotDone();
        assertThat(answer("LabNode1")).contains("version=1 ");
        lab.fault("update-hangs", false);
        assertThat(hanging.get().exitCode()).isZero();
    }

    private static LabShell install() {
        try {
            return update("-install -fixes LO66666");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static LabShell update(String words) throws IOException, InterruptedException {
        return updateSilent("-fix -installDir " + directory() + " -fixDir " + fixes() + " " + words
                + " -wasUserId wasadmin -wasPassword " + password() + " -featureCustomizationBackedUp yes");
    }

    private static LabShell updateSilent(String words) throws IOException, InterruptedException {
        return LabShell.run(
                lab.host("dmgr"),
                ". " + LabScripts.quoted(lab.profile("LabDmgrNode") + "/bin/setupCmdLine.sh") + "; " + script() + " "
                        + words);
    }

    private static String script() {
        return LabScripts.quoted(lab.layout().connections() + "/updateInstaller/updateSilent.sh");
    }

    private static String directory() {
        return LabScripts.quoted(lab.layout().connections().toString());
    }

    private static String fixes() {
        return LabScripts.quoted(lab.layout().fixes().toString());
    }

    private static String password() throws IOException {
        return Files.readString(lab.layout().wsadminPassword()).strip();
    }

    private static LabShell node(String node, String command) throws IOException, InterruptedException {
        return LabShell.run(
                lab.host(LabLayout.hostOf(node)),
                LabScripts.quoted(lab.profile(node).toString()) + "/bin/" + command);
    }

    private static void restart(String node, String server, boolean clear) throws Exception {
        LabWasControl control = lab.process(node, server);
        control.requestStop();
        assertThat(control.await("STOPPED", 10_000)).isTrue();
        if (clear) {
            LabCommand.run(List.of(
                    "rm",
                    "-rf",
                    "--",
                    lab.profile(node)
                            .resolve("temp")
                            .resolve(node)
                            .resolve(server)
                            .toString()));
        }
        control.launch();
        assertThat(control.await("STARTED", 20_000)).isTrue();
    }

    private static String wsadmin(String text) throws IOException, InterruptedException {
        Path script = lab.directory().resolve("test.py");
        Files.writeString(script, text);
        return LabShell.run(
                        lab.host("dmgr"),
                        LabScripts.quoted(lab.profile("LabDmgrNode") + "/bin/wsadmin.sh")
                                + " -lang jython -conntype SOAP -host "
                                + lab.layout().address("dmgr")
                                + " -port 8879 -user wasadmin -password " + password() + " -f "
                                + LabScripts.quoted(script.toString()))
                .output();
    }

    private static void awaitVersion(String node, String version) {
        LabCurl.awaitVersion(lab.layout(), node, version);
    }

    private static String answer(String node) {
        return LabCurl.files(lab.layout(), node);
    }

    private static long notes(String id) {
        try (Stream<String> lines = Files.lines(lab.ledger())) {
            return lines.filter(line -> line.contains("\"id\":\"" + id + "\"")).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
