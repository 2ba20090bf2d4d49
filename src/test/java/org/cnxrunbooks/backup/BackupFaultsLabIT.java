package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.lab.LabCellText;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that goes wrong has its clear message, loses nothing, and leaves the servers running. */
class BackupFaultsLabIT {

    private static final String OTHER_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAbtdL4yjytpFOlI4QXxcZQCAqPSjOlooAhtFVH/GNCE";

    static LabProduct lab;
    static LabClient client;

    @BeforeAll
    static void start() throws IOException {
        Path password = Files.createTempFile("wrong-password-", "");
        Files.writeString(password, "not-it");
        Map<String, Consumer<LabCellText>> variants = new LinkedHashMap<>();
        variants.put("changed-key", cell -> cell.set("hosts.node1.host-key", OTHER_KEY));
        variants.put("wrong-key", cell -> cell.set("hosts.node1.private-key", cell.get("hosts.node2.private-key")));
        variants.put("wrong-password", cell -> cell.set("deployment-manager.password-file", password.toString()));
        variants.put("no-content-manager", cell -> cell.remove("content-manager"));
        variants.put("missing-path", cell -> cell.set("directories.shared-data", "/nowhere/shared"));
        lab = new LabProduct(LabOptions.test(), variants);
        client = lab.client();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @BeforeEach
    void reset() {
        lab.reset();
    }

    @Test
    void an_unknown_cell_is_refused_at_the_start() {
        HttpResponse<String> answer = client.post(
                "ops",
                "/process-definition/key/backup/start",
                Map.of("variables", Map.of("cellName", Map.of("value", "atlantis"))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("cellName");
    }

    @ParameterizedTest
    @CsvSource({
        "changed-key, changed",
        "wrong-key, node1",
        "wrong-password, password",
        "missing-path, /nowhere/shared",
    })
    void a_cell_that_does_not_fit_its_configuration_is_refused_before_anything_is_touched(String cell, String reason) {
        String run = start(cell);

        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupRefused");
        assertThat(reasons(run)).contains(reason).contains("HINT:");
        assertAllRunning();
    }

    @Test
    void a_host_that_is_down_is_refused_and_the_others_are_judged_all_the_same() {
        lab.lab().hostDown("node2");
        lab.lab().hostDown("db");
        String run = start("lab");

        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupRefused");
        assertThat(reasons(run)).contains("node2").contains("db").contains("2 reasons");
    }

    @Test
    void a_deployment_manager_that_is_down_is_refused() {
        lab.lab().fault("dmgr-down", true);
        LabWait.until(
                "deployment manager down",
                Duration.ofMinutes(1),
                () -> lab.lab().serverState("LabDmgrNode", "dmgr").equals("STOPPED"),
                () -> lab.lab().serverState("LabDmgrNode", "dmgr"));
        String run = start("lab");

        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupRefused");
        assertThat(reasons(run)).contains("dmgr").contains("HINT:");
    }

    @Test
    void the_starter_cannot_approve_and_nobody_can_smuggle_variables() {
        String run = start("lab");
        Map<String, Object> yes = Map.of("planApproved", true, "approvalComment", "me");

        assertThat(client.tryComplete("ops", run, "userTask_approveBackupPlan", yes)
                        .statusCode())
                .isBetween(400, 403);
        HttpResponse<String> smuggled = client.tryComplete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", true, "planDigest", "0".repeat(64)));
        assertThat(smuggled.statusCode()).isEqualTo(400);
        assertThat(smuggled.body()).contains("planDigest");
        client.complete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", false, "approvalComment", "not tonight"));
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupRejected");
        assertAllRunning();
    }

    @Test
    void a_plan_that_rests_on_other_facts_when_the_stop_is_due_goes_back_to_the_approver() throws Exception {
        String run = start("lab");
        BackupLabIT.approve(client, run);
        client.awaitTask(run, "userTask_inspectRoleMappings");
        Path provision = lab.lab().sharedData().resolve("provision");
        Path elsewhere = provision.resolveSibling("provision-moved");
        Files.move(provision, elsewhere);
        try {
            inspect(run);
            assertThat(client.taskVariable(run, "userTask_approveBackupPlan", "planChanges")
                            .asText())
                    .contains("provision");
            assertAllRunning();
            client.complete(
                    "approver",
                    run,
                    "userTask_approveBackupPlan",
                    Map.of("planApproved", false, "approvalComment", "who moved it?"));
            assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupRejected");
        } finally {
            Files.move(elsewhere, provision);
        }
        assertAllRunning();
    }

    @Test
    void an_altered_plan_digest_stops_the_run_before_the_servers() {
        String run = start("lab");
        client.awaitTask(run, "userTask_approveBackupPlan");
        BackupLabIT.approve(client, run);
        client.awaitTask(run, "userTask_inspectRoleMappings");
        lab.bean(RuntimeService.class).setVariable(run, "planDigest", "f".repeat(64));
        inspect(run);

        client.awaitTask(run, "userTask_decideOnFailure");
        assertThat(client.variable(run, "failedMessage").asText()).containsIgnoringCase("digest");
        assertAllRunning();
        giveUp(run);
    }

    @ParameterizedTest
    @CsvSource({
        "database-tool-fails",
        "database-success-text-exit-1",
        "database-failure-text-exit-0",
        "image-truncated",
    })
    void a_database_dump_that_cannot_be_trusted_comes_before_a_person(String fault) {
        lab.lab().fault(fault, true);
        String run = begin();

        client.awaitTask(run, "userTask_decideOnFailure");
        assertThat(client.variable(run, "failedStep").asText()).isEqualTo("serviceTask_dumpDatabases");
        assertThat(client.variable(run, "failedHost").asText()).isEqualTo("db");
        assertThat(client.variable(run, "failedMessage").asText())
                .contains("observed")
                .contains("HINT:");
        giveUp(run);
    }

    @Test
    void a_failed_dump_is_tried_again_and_the_set_verifies() {
        lab.lab().fault("database-tool-fails", true);
        String run = begin();
        client.awaitTask(run, "userTask_decideOnFailure");
        lab.lab().fault("database-tool-fails", false);
        client.complete("ops", run, "userTask_decideOnFailure", Map.of("decision", "retry"));

        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void a_server_that_will_not_stop_may_be_left_out_with_a_reason_that_the_manifest_keeps() throws IOException {
        lab.lab().fault("server-will-not-stop-InfraCluster_server1", true);
        String run = begin();
        client.awaitTask(run, "userTask_decideOnFailure");
        assertThat(client.variable(run, "failedItem").asText()).isEqualTo("LabNode1/InfraCluster_server1");
        assertThat(client.tryComplete("ops", run, "userTask_decideOnFailure", Map.of("decision", "skip"))
                        .statusCode())
                .isEqualTo(400);
        client.complete(
                "ops",
                run,
                "userTask_decideOnFailure",
                Map.of("decision", "skip", "decisionReason", "hangs since Tuesday"));

        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
        assertThat(Files.readString(lab.set(client.businessKey(run)).resolve("manifest.json")))
                .contains("hangs since Tuesday", "LabNode1/InfraCluster_server1");
    }

    @Test
    void a_disk_error_at_the_source_leaves_nothing_that_looks_finished() throws IOException {
        lab.lab().fault("disk-error", true);
        String run = begin();
        client.awaitTask(run, "userTask_decideOnFailure");

        assertThat(client.variable(run, "failedMessage").asText()).contains("HINT:");
        assertThat(client.variable(run, "failedItem").asText()).contains("/");
        assertThat(leftovers(run)).isEmpty();
        giveUp(run);
    }

    @Test
    void a_connection_that_is_cut_in_mid_archive_is_taken_up_again() {
        lab.lab().fault("slow-tar", true);
        String run = begin();
        client.awaitFile(lab.set(client.businessKey(run)), ".partial");
        lab.lab().fault("slow-tar", false);
        lab.lab().cut("dmgr");

        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void a_bit_that_flips_before_verify_is_found_and_the_archive_packed_again() throws IOException {
        lab.lab().fault("slow-tar", true);
        String run = begin();
        Path set = lab.set(client.businessKey(run));
        Path archive = set.resolve("archives/dmgr/profile-registry.tar.zst.age");
        client.awaitFile(set, "dmgr/profile-registry.json");
        flip(archive);
        lab.lab().fault("slow-tar", false);

        client.awaitTask(run, "userTask_decideOnFailure");
        assertThat(client.variable(run, "failedStep").asText()).isEqualTo("serviceTask_verifyBackup");
        assertThat(client.variable(run, "failedItem").asText()).isEqualTo("dmgr/profile-registry");
        assertThat(set.resolve("manifest.json")).doesNotExist();
        client.complete("ops", run, "userTask_decideOnFailure", Map.of("decision", "retry"));
        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void hosts_without_gnu_tar_are_walked_and_a_cell_without_content_manager_asks_nobody_about_filenet()
            throws IOException {
        lab.lab().fault("old-tar", true);
        String run = start("no-content-manager");
        BackupLabIT.approve(client, run);
        client.complete("ops", run, "userTask_inspectRoleMappings", Map.of("roleMappingsComplete", true));

        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
        Path manifest = lab.vault()
                .resolve("no-content-manager")
                .resolve(client.businessKey(run))
                .resolve("manifest.json");
        assertThat(Files.readString(manifest)).contains("SFTP_WALK").doesNotContain("TAR_", "/fileRegistry.xml");
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int one = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(one ^ 1);
        }
    }

    private static List<Path> leftovers(String run) throws IOException {
        try (var files = Files.walk(lab.set(client.businessKey(run)))) {
            return files.filter(file -> file.getFileName().toString().contains(".partial")
                            || file.getFileName().toString().equals("manifest.json"))
                    .toList();
        }
    }

    private static String start(String cell) {
        return BackupLabIT.start(client, cell);
    }

    /** Up to the point where the servers are stopped. */
    private static String begin() {
        String run = start("lab");
        BackupLabIT.approve(client, run);
        inspect(run);
        return run;
    }

    private static void inspect(String run) {
        BackupLabIT.inspect(client, run);
    }

    private static void confirm(String run) {
        client.complete("ops", run, "userTask_confirmServiceRestored", Map.of("serviceRestored", true));
    }

    private static void giveUp(String run) {
        client.complete("ops", run, "userTask_decideOnFailure", Map.of("decision", "giveUp", "decisionReason", "test"));
        client.awaitTask(run, "userTask_confirmServiceRestored");
        assertAllRunning();
        confirm(run);
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupFailed");
        Path key = lab.runKeys().resolve(client.businessKey(run) + ".key");
        LabWait.until("key of the ended run destroyed", Duration.ofMinutes(1), () -> !Files.exists(key), () -> "there");
    }

    private static String reasons(String run) {
        return client.variable(run, "refusalReasons").asText();
    }

    private static void assertAllRunning() {
        assertThat(lab.lab().servers())
                .allSatisfy(server -> assertThat(lab.lab().serverState(server.get(0), server.get(1)))
                        .isEqualTo("STARTED"));
    }
}
