package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.app.CanarySet;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabRecovery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup from request to end on the real application, as a script would drive it. */
class BackupLabIT {

    static LabProduct lab;
    static LabClient client;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        lab = new LabProduct(LabOptions.test());
        client = lab.client();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @Test
    void a_full_backup_ends_verified_and_equals_its_sources() throws Exception {
        String run = start(client, "lab");
        approve(client, run);
        inspect(client, run);
        client.awaitTask(run, "userTask_confirmServiceRestored");
        assertThat(lab.runKeys()).as("verified, so no longer needed").isEmptyDirectory();
        assertThat(lab.lab().servers())
                .allSatisfy(server -> assertThat(lab.lab().serverState(server.get(0), server.get(1)))
                        .isEqualTo("STARTED"));
        client.complete("ops", run, "userTask_confirmServiceRestored", Map.of("serviceRestored", true));

        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
        Path set = lab.set(client.businessKey(run));
        assertThat(shell(set, "sha256sum -c --quiet manifest.json.sha256 SHA256SUMS"))
                .isEmpty();
        JsonNode manifest =
                new ObjectMapper().readTree(set.resolve("manifest.json").toFile());
        assertThat(manifest.get("approvedBy").asText()).isEqualTo("approver");
        assertThat(manifest.get("stores")).hasSizeGreaterThan(15);
        assertThat(manifest.get("databases")).hasSizeGreaterThan(15);
        assertThat(manifest.get("roles")).hasSizeGreaterThan(10);
        LabRecovery recovery = new LabRecovery(set, lab.lab().backupKey());
        for (JsonNode store : manifest.get("stores")) {
            assertThat(differences(recovery, store))
                    .as(store.get("archive").asText())
                    .isEmpty();
        }
        assertThat(readable(set)).containsExactlyInAnyOrder("RECOVERY.md", "SHA256SUMS", "manifest.json.sha256");
        secretsAreSealed(set, recovery, manifest);
        recover(recovery, manifest);
    }

    /** The profile's archive holds a password, as the profile does; without the key nobody sees it, whatever its form. */
    private void secretsAreSealed(Path set, LabRecovery recovery, JsonNode manifest) throws IOException {
        Path passwords = lab.lab().directory().resolve("secrets");
        Map<String, String> secrets = Map.of(
                "wsadmin password",
                        Files.readString(passwords.resolve("wsadmin-password")).strip(),
                "banner password",
                        Files.readString(passwords.resolve("banner-password")).strip());
        assertThat(CanarySet.found(set, secrets)).isEmpty();
        Path opened = Files.createDirectory(directory.resolve("opened"));
        for (JsonNode store : manifest.get("stores")) {
            String archive = store.get("archive").asText();
            if (store.get("item")
                    .get("path")
                    .asText()
                    .equals(lab.lab().profile("LabDmgrNode").toString())) {
                recovery.decrypt(archive, opened.resolve("profile"));
            }
        }
        assertThat(CanarySet.found(opened, secrets)).isNotEmpty();
    }

    /** What is neither encrypted nor a record in JSON of what was packed. */
    static List<String> readable(Path set) throws IOException {
        try (Stream<Path> files = Files.walk(set)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(".json")
                            && !LabRecovery.isEncrypted(file))
                    .map(file -> set.relativize(file).toString())
                    .toList();
        }
    }

    /** As whoever has nothing but the set and a key would. */
    private void recover(LabRecovery recovery, JsonNode manifest) throws IOException {
        JsonNode store = manifest.get("stores").get(0);
        recovery.unpack(store.get("archive").asText(), directory.resolve("unpacked"));
        recovery.check(store.get("fileList").asText(), directory.resolve("unpacked"));
        for (JsonNode image : manifest.get("databases")) {
            Path plain = directory.resolve("image");
            recovery.decrypt(image.get("file").asText(), plain);
            assertThat(Files.size(plain)).isEqualTo(image.get("imageBytes").asLong());
        }
        for (JsonNode roles : manifest.get("roles")) {
            Path plain = directory.resolve("roles.json");
            recovery.decrypt(roles.get("file").asText(), plain);
            assertThat(new ObjectMapper().readTree(plain.toFile()).isObject()).isTrue();
        }
    }

    /** GNU tar's own comparison of an archive with its source; what running servers write is not told. */
    private static List<String> differences(LabRecovery recovery, JsonNode store) throws Exception {
        Path source = Path.of(store.get("item").get("path").asText());
        Path directory = source.toFile().isDirectory() ? source : source.getParent();
        return shell(directory, recovery.tar(store.get("archive").asText()) + " | tar --compare --file=- 2>&1")
                .lines()
                .filter(line -> !line.matches("(\\./)?(logs|temp|tranlog|wstemp|config/temp)(/.*)?: .*"))
                .toList();
    }

    private static String shell(Path directory, String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String start(LabClient client, String cell) {
        return client.start(
                "ops",
                "backup",
                Map.of(
                        "cellName",
                        cell,
                        "changeReference",
                        "CHG1",
                        "reason",
                        "test",
                        "includeInstallationManager",
                        true));
    }

    static void approve(LabClient client, String run) {
        client.complete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", true, "approvalComment", "looks right"));
    }

    static void inspect(LabClient client, String run) {
        client.complete("ops", run, "userTask_inspectRoleMappings", Map.of("roleMappingsComplete", true));
        client.complete("ops", run, "userTask_inspectFilenetAdminRealm", Map.of("filenetAdminRealm", "local"));
    }
}
