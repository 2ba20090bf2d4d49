package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.lab.LabLoad;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabUser;
import org.cnxrunbooks.lab.LabWait;
import org.cnxrunbooks.lab.LabWasControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong in the middle of a fix comes before a person, while users go on being served. */
class IfixFaultsLabIT {

    private static final String DECIDE = "userTask_decideOnFailures";

    static LabProduct lab;
    static IfixRuns runs;

    /** Effects that earlier tests had. */
    private int noted;

    @BeforeAll
    static void start() {
        lab = new LabProduct(LabOptions.test().withoutDatabase().medium());
        runs = new IfixRuns(lab.lab(), lab.client());
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @BeforeEach
    void reset() throws IOException {
        lab.reset();
        noted = Files.readAllLines(lab.lab().ledger()).size();
    }

    @Test
    void every_obstacle_is_refused_in_one_list_before_anything_is_touched() throws Exception {
        Map<String, String> before = runs.fingerprint();
        lab.lab().process("LabNode2", "nodeagent").requestStop();
        LabWait.until(
                "agent down",
                Duration.ofMinutes(1),
                () -> lab.lab().serverState("LabNode2", "nodeagent").equals("STOPPED"),
                () -> lab.lab().serverState("LabNode2", "nodeagent"));
        String run = runs.start(Map.of("fixIds", "LO100042, LO77777, lo1"));

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixRefused");
        assertThat(reasons(run))
                .contains(
                        "LO100042 (observed it among the applied fixes",
                        "Fix not found: LO77777",
                        "observed 'LO1', expected an APAR id",
                        "A node agent does not run: LabNode2/nodeagent",
                        "Node not synchronized: LabNode2",
                        "HINT:");
        lab.lab().reset();
        assertThat(runs.fingerprint()).isEqualTo(before);
    }

    @Test
    void a_cluster_that_one_half_cannot_serve_is_refused() throws Exception {
        Path plugin = lab.lab().root("web").resolve("opt/IBM/WebSphere/Plugins/config/webserver1/plugin-cfg.xml");
        String text = Files.readString(plugin);
        Files.writeString(plugin, text.replace("<Server Name=\"LabNode2_PushCluster_server2\"/>", ""));
        String run = runs.start(Map.of());

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixRefused");
        assertThat(reasons(run)).contains("cluster PushCluster has members in neither list");
    }

    @Test
    void nobody_approves_alone_or_without_accepting_what_it_means() {
        String run = runs.start(Map.of());
        Map<String, Object> all =
                Map.of("fixApproved", true, "unsupportedMethodAccepted", true, "customizationBackupAccepted", true);
        assertThat(runs.client()
                        .tryComplete("ops", run, "userTask_approveInterimFix", all)
                        .statusCode())
                .isBetween(400, 403);
        for (String missing : all.keySet()) {
            if (!missing.equals("fixApproved")) {
                Map<String, Object> some = new HashMap<>(all);
                some.put(missing, false);
                assertThat(runs.client()
                                .tryComplete("approver", run, "userTask_approveInterimFix", some)
                                .body())
                        .contains(missing, "is required");
            }
        }
        runs.client()
                .complete(
                        "approver",
                        run,
                        "userTask_approveInterimFix",
                        Map.of("fixApproved", false, "approvalComment", "not tonight"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixRejected");
    }

    @Test
    void a_plan_that_rests_on_other_facts_when_the_window_begins_is_approved_anew() throws Exception {
        String run = runs.start(Map.of(
                "windowStart",
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(2).withNano(0).toString()));
        runs.approve(run);
        Path httpd = lab.lab().root("web2").resolve("opt/IBM/HTTPServer/conf/httpd.conf");
        LabWait.until("timer", Duration.ofMinutes(1), () -> timer(run) != null, () -> "no timer");
        Files.writeString(httpd, "\n# somebody was here\n", StandardOpenOption.APPEND);
        lab.bean(ManagementService.class).executeJob(timer(run).getId());

        // the plan is made anew; whoever rejects it now leaves everything as it is
        LabWait.until(
                "second plan",
                Duration.ofMinutes(2),
                () -> runs.client()
                                .get(
                                        "admin",
                                        "/history/activity-instance?activityId=serviceTask_planInterimFix&processInstanceId="
                                                + run)
                                .size()
                        == 2,
                () -> "one plan");
        assertThat(runs.client()
                        .taskVariable(run, "userTask_approveInterimFix", "planChanges")
                        .asText())
                .contains(httpd + ": SHA-256 ", "(approved: SHA-256 ");
        runs.client()
                .complete(
                        "approver",
                        run,
                        "userTask_approveInterimFix",
                        Map.of("fixApproved", false, "approvalComment", "who changed httpd.conf?"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixRejected");
        assertThat(effects("serverStopped:LabNode2/nodeagent")).isZero();
    }

    @Test
    void whatever_fails_on_the_way_is_repaired_forward_and_users_are_served_all_the_time() throws Exception {
        LabLoad load = runs.load(1, 1);
        lab.lab().fault("server-will-not-stop-LabNode2-nodeagent", true);
        String run = runs.start(Map.of("drainLimit", "PT8S"));
        runs.approve(run);

        failed(run, "serviceTask_stopAgentsOfOtherHalf", "LabNode2/nodeagent");
        lab.lab().fault("server-will-not-stop-LabNode2-nodeagent", false);
        lab.lab().fault("httpd-will-not-reload-webserver2", true);
        runs.decide(run, "wait");

        failed(run, "serviceTask_switchRouting", "webserver2");
        lab.lab().fault("httpd-will-not-reload-webserver2", false);
        CompletableFuture<LabUser.Answer> slow = CompletableFuture.supplyAsync(
                () -> LabUser.outside(lab.lab()).get("webserver2", "http", "/files/?ms=45000"));
        LabWait.until(
                "a long request on its way",
                Duration.ofSeconds(30),
                () -> lab.lab().activeRequests("LabNode1", "AppsCluster_server1") > 0,
                () -> "none");
        runs.decide(run, "wait");

        failed(run, "serviceTask_drainMembers", "Half not drained");
        lab.lab().fault("update-without-effect", true);
        runs.decide(run, "goOn");

        failed(run, "serviceTask_installFix", "no success line|the success line");
        assertThat(slow.get().status()).isEqualTo(200);
        lab.lab().fault("update-without-effect", false);
        lab.lab().fault("server-will-not-start-AppsCluster_server1", true);
        runs.decide(run, "wait");

        failed(run, "serviceTask_startMembers", "AppsCluster_server1");
        lab.lab().fault("server-will-not-start-AppsCluster_server1", false);
        lab.lab().hostDown("node1");
        runs.decide(run, "wait");

        failed(run, "serviceTask_stopMembers", "node1");
        lab.lab().hostUp("node1");
        runs.decide(run, "wait");
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
        assertThat(load.stop().failures()).isEmpty();
        assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
        assertThat(effects("fixInstalled:LO66666")).isEqualTo(1);
    }

    @Test
    void before_the_installer_everything_goes_back_to_the_bytes_and_states_of_before() throws Exception {
        Map<String, String> before = runs.fingerprint();
        LabLoad load = runs.load(1, 1);
        lab.lab().fault("server-will-not-stop-AppsCluster_server1", true);
        String run = runs.start(Map.of());
        runs.approve(run);
        failed(run, "serviceTask_stopMembers", "AppsCluster_server1");
        lab.lab().fault("server-will-not-stop-AppsCluster_server1", false);
        runs.decide(run, "rollBack");

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        assertThat(load.stop().failures()).isEmpty();
        assertThat(runs.fingerprint()).isEqualTo(before);
        assertThat(effects("updateSilentStarted:install LO66666")).isZero();
    }

    @Test
    void a_switched_file_that_the_plug_in_cannot_read_is_told_by_new_sessions_and_taken_back() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root"); // else the children are the owner themselves
        Map<String, String> before = runs.fingerprint();
        Path copy = lab.lab()
                .root("web")
                .resolve("opt/IBM/WebSphere/Plugins/config/webserver1/plugin-cfg-primary-LabNode2.xml");
        try {
            // its mode is kept when it is replaced, so the web server's children cannot read it
            Files.deleteIfExists(copy);
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String run = runs.start(Map.of());
            runs.approve(run);
            failed(run, "serviceTask_verifyRouting", "4 of 8 clusters are wrong");
            runs.decide(run, "rollBack");

            assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
            assertThat(effects("updateSilentStarted:install LO66666")).isZero();
        } finally {
            Files.deleteIfExists(copy);
        }
        assertThat(runs.fingerprint()).isEqualTo(before);
    }

    @Test
    void a_fix_that_is_another_than_approved_is_not_installed() throws Exception {
        Map<String, String> before = runs.fingerprint();
        Path fix;
        try (Stream<Path> files = Files.list(runs.fixes())) {
            fix = files.filter(file -> file.toString().contains(IfixRuns.FIX))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(fix);
        lab.lab().fault("server-will-not-stop-LabNode2-nodeagent", true);
        try {
            String run = runs.start(Map.of());
            runs.approve(run);
            failed(run, "serviceTask_stopAgentsOfOtherHalf", "LabNode2/nodeagent");
            Files.write(fix, new byte[] {0}, StandardOpenOption.APPEND);
            lab.lab().fault("server-will-not-stop-LabNode2-nodeagent", false);
            runs.decide(run, "wait");

            failed(run, "serviceTask_installFix", "Not as approved: LO66666");
            failed(
                    run,
                    "serviceTask_installFix",
                    "fix LO66666, file .*SHA-256 .*approved: SHA-256 " + Sha256.of(bytes));
            runs.decide(run, "rollBack");
            assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        } finally {
            Files.write(fix, bytes);
        }
        assertThat(effects("updateSilentStarted:install LO66666")).isZero();
        assertThat(runs.fingerprint()).isEqualTo(before);
    }

    @Test
    void an_update_that_stopped_half_way_is_taken_back() throws Exception {
        Map<String, String> before = runs.fingerprint();
        LabLoad load = runs.load(1, 1);
        lab.lab().fault("update-half-way", true);
        String run = runs.start(Map.of());
        runs.approve(run);
        failed(run, "serviceTask_installFix", "no success line");
        lab.lab().fault("update-half-way", false);
        runs.decide(run, "rollBack");

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        assertThat(load.stop().failures()).isEmpty();
        assertThat(runs.fingerprint()).isEqualTo(before);
    }

    @Test
    void an_installed_fix_is_taken_back_from_both_halves_while_users_are_served() throws Exception {
        Map<String, String> before = runs.fingerprint();
        LabLoad load = runs.load(1, 1);
        lab.lab().fault("server-will-not-start-AppsCluster_server2", true);
        String run = runs.start(Map.of());
        runs.approve(run);
        failed(run, "serviceTask_startMembers", "AppsCluster_server2");
        assertThat(runs.version("LabNode1")).isEqualTo("1-LO66666");
        lab.lab().fault("server-will-not-start-AppsCluster_server2", false);
        runs.decide(run, "rollBack");

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        assertThat(load.stop().failures()).isEmpty();
        assertThat(runs.fingerprint()).isEqualTo(before);
        assertThat(effects("fixUninstalled:LO66666")).isEqualTo(1);
    }

    @Test
    void requests_that_fail_stop_the_run_before_its_next_step() throws Exception {
        lab.lab().fault("update-hangs", true);
        String run = runs.start(Map.of());
        runs.approve(run);
        LabWait.until(
                "installer at work",
                Duration.ofMinutes(3),
                () -> effects("updateSilentStarted:install LO66666") == 1,
                () -> "not started");
        // both halves of a cluster that the fix does not touch: its users fail now
        lab.lab().process("LabNode1", "PushCluster_server1").requestStop();
        lab.lab().process("LabNode2", "PushCluster_server2").requestStop();
        LabWait.until(
                "failures seen",
                Duration.ofMinutes(1),
                () -> LabUser.outside(lab.lab())
                                .get("webserver1", "http", "/push/")
                                .status()
                        == 500,
                () -> "served");
        startAgain("LabNode1", "PushCluster_server1");
        startAgain("LabNode2", "PushCluster_server2");
        lab.lab().fault("update-hangs", false);

        failed(
                run,
                "serviceTask_drainMembers|serviceTask_switchRouting|serviceTask_startAgentsOfHalf",
                "Error budget used up");
        assertThat(runs.client()
                        .tryComplete(
                                "ops",
                                run,
                                DECIDE,
                                Map.of("failureDecision", "skip", "decisionReason", "no such answer"))
                        .statusCode())
                .isEqualTo(400);
        // a web server tries a member that it found down only after a while: what fails until then is asked about again
        LabWait.until(
                "end",
                Duration.ofMinutes(5),
                () -> {
                    if (runs.client().openTask(run, DECIDE).isPresent()) {
                        failed(run, ".*", "Error budget used up");
                        runs.decide(run, "goOn");
                    }
                    return runs.client().ended(run);
                },
                () -> "at work");
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalledWithFailures");
        assertThat(runs.client().variable(run, "failedRequests").asLong()).isPositive();
        assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
    }

    private static void startAgain(String node, String server) throws Exception {
        LabWasControl control = lab.lab().process(node, server);
        assertThat(control.await("STOPPED", 60_000)).isTrue();
        control.launch();
        assertThat(control.await("STARTED", 60_000)).isTrue();
    }

    private static void failed(String run, String step, String message) {
        assertThat(runs.client().taskVariable(run, DECIDE, "failedStep").asText())
                .matches(step);
        assertThat(runs.client().taskVariable(run, DECIDE, "failedMessage").asText()
                        + runs.client().taskVariable(run, DECIDE, "failedItem").asText()
                        + runs.client().taskVariable(run, DECIDE, "failedHost").asText())
                .containsPattern(message);
    }

    private static String reasons(String run) {
        return lab.bean(Evidence.class).entries(runs.client().businessKey(run)).stream()
                .map(entry -> entry.draft().message())
                .filter(message -> message.startsWith("Plan refused"))
                .findFirst()
                .orElse("");
    }

    private static Job timer(String run) {
        return lab.bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(run)
                .timers()
                .singleResult();
    }

    /** How often this test had that effect. */
    private long effects(String id) {
        try (Stream<String> lines = Files.lines(lab.lab().ledger())) {
            return lines.skip(noted)
                    .filter(line -> line.contains("\"id\":\"" + id + "\""))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
