package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir
    Path directory;

    private BackupSet set;
    private Manifest manifest;

    @BeforeEach
    void makeSet() throws IOException {
        Path tree = PackFixture.awkwardTree(directory);
        set = PackFixture.set(directory);
        PackItem item = new PackItem(
                "profile",
                "node1",
                tree.toString(),
                List.of(tree + "/empty"),
                "profile",
                "001-6.2",
                "installation-manager",
                "8.0 CR5 LO100042",
                1);
        PackedStore store =
                set.pack(new LocalHostSession("node1"), item, PackWay.TAR_RAW, Tolerance.STOPPED, Progress.NONE);
        Path image = Files.write(directory.resolve("HOMEPAGE.001"), new byte[] {1, 2, 3});
        StoredImage stored = set.fetchImage(new LocalHostSession("db"), VerificationTest.source(image), Progress.NONE);
        StoredText roles = set.putRoles("Activities", "{}".getBytes(StandardCharsets.UTF_8));
        manifest = manifest(List.of(store), List.of(stored), List.of(roles));
    }

    static Manifest manifest(List<PackedStore> stores, List<StoredImage> images, List<StoredText> roles) {
        return manifest(stores, images, roles, null);
    }

    static Manifest manifest(
            List<PackedStore> stores, List<StoredImage> images, List<StoredText> roles, Manifest.Encrypted encrypted) {
        Instant stopped = Instant.parse("2026-03-14T21:05:00Z");
        return new Manifest(
                Manifest.FORMAT,
                "backup-lab-20260314-210000",
                "CHG-1",
                "before CR6",
                "ops",
                "approver",
                "a".repeat(64),
                Instant.parse("2026-03-14T22:00:00Z"),
                new Manifest.Origin(
                        "lab",
                        "ICCell",
                        new ReleaseLevel("HCL Connections", "8.0", "CR5", List.of("LO100042")),
                        "LINUX",
                        Map.of("node1", "node1.lab", "dmgr", "dmgr.lab", "db", "db.lab"),
                        new Manifest.Profile("CellManager01", "dmgr", "/opt/IBM/Dmgr01"),
                        List.of(new Manifest.Profile("node1Node01", "node1", "/opt/IBM/AppSrv01")),
                        Map.of("sharedData", "/opt/IBM/data/shared", "connectionsRoot", "/opt/IBM/Connections")),
                new Manifest.Consistency(stopped, stopped.plusSeconds(1800)),
                stores,
                images,
                roles,
                new Manifest.FilenetAdmin(
                        "FNAlias", "fnadmin", "uid=fnadmin,o=defaultWIMFileBasedRealm", "local", "ops2"),
                List.of(new Manifest.Skipped("serviceTask_x", "no \"customization\" here", "ops")),
                encrypted);
    }

    @Test
    void what_is_written_is_read_again() {
        String digest = set.finish(manifest);

        assertThat(set.manifest()).isEqualTo(manifest);
        assertThat(new Vault(directory.resolve("vault"), Encryption.ELSEWHERE, PackFixture.CLOCK).sets("lab"))
                .singleElement()
                .satisfies(found -> assertThat(found.manifest()).isEqualTo(manifest));
        assertThat(Shell.run(set.directory(), "sha256sum manifest.json")).startsWith(digest);
    }

    @Test
    void the_same_manifest_always_gives_the_same_bytes_and_finishing_twice_is_harmless() {
        assertThat(ManifestFormat.write(manifest)).isEqualTo(ManifestFormat.write(manifest));
        assertThat(set.finish(manifest)).isEqualTo(set.finish(manifest));
    }

    /** The layout is a promise to sets that are years old: a change needs a new format number and a reader for this one. */
    @Test
    void the_layout_is_the_one_of_format_2() throws IOException {
        Manifest encrypted =
                small(".age", "age1run", new Manifest.Encrypted("age-encryption.org/v1", List.of("age1a", "age1b")));

        assertThat(new String(ManifestFormat.write(encrypted), StandardCharsets.UTF_8))
                .isEqualTo(resource("/vault/manifest-format-2.json"));
    }

    @Test
    void a_manifest_of_format_1_is_read_as_one_of_a_set_that_is_not_encrypted() throws IOException {
        Path file = Files.writeString(directory.resolve("manifest.json"), resource("/vault/manifest-format-1.json"));
        Shell.run(directory, "sha256sum manifest.json > manifest.json.sha256");

        Manifest read = ManifestFormat.read(file);

        Manifest now = small("", null, null);
        assertThat(read.format()).isEqualTo(1);
        assertThat(read).usingRecursiveComparison().ignoringFields("format").isEqualTo(now);
    }

    private static String resource(String name) throws IOException {
        return new String(ManifestTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Manifest small(String suffix, String runRecipient, Manifest.Encrypted encrypted) {
        PackItem item = new PackItem(
                "shared-data-provision",
                "node1",
                "/opt/IBM/data/shared/provision",
                List.of("/opt/IBM/data/shared/provision/temp"),
                "provision",
                "001-6.4",
                null,
                "8.0 CR5 LO100042",
                1000);
        Instant time = Instant.parse("2026-03-14T21:10:00Z");
        PackedStore store = new PackedStore(
                item,
                PackWay.TAR_ZSTD_ON_HOST,
                SetPath.archive(item) + suffix,
                900,
                "b".repeat(64),
                SetPath.list(item) + suffix,
                "c".repeat(64),
                12,
                1001,
                List.of(new Disturbance(Disturbance.Kind.SOCKET_IGNORED, "./s", "tar: ./s: socket ignored")),
                time,
                time.plusMillis(1500),
                PackOutcome.PACKED,
                runRecipient);
        StoredImage image = new StoredImage(
                new ImageSource(
                        DatabaseKind.POSTGRESQL,
                        "db",
                        "main",
                        "HOMEPAGE",
                        "/backup/HOMEPAGE.dump",
                        "postgres",
                        "15.13",
                        "pg_dump",
                        "pg_dump -Fc HOMEPAGE",
                        "",
                        "postgres"),
                "databases/main/HOMEPAGE/HOMEPAGE.dump" + suffix,
                3,
                "d".repeat(64),
                3,
                time,
                PackOutcome.ALREADY_PACKED,
                runRecipient);
        return manifest(
                List.of(store),
                List.of(image),
                List.of(new StoredText("roles/Activities.json" + suffix, 2, "e".repeat(64))),
                encrypted);
    }

    @Test
    void a_set_without_manifest_is_not_finished() {
        assertThat(new Vault(directory.resolve("vault"), Encryption.ELSEWHERE, PackFixture.CLOCK).sets("lab"))
                .isEmpty();
        assertThatThrownBy(set::manifest)
                .isInstanceOf(VaultFailure.class)
                .hasMessageContaining("observed no manifest.json");
    }

    @Test
    void an_altered_manifest_is_refused() throws IOException {
        set.finish(manifest);
        Path file = set.directory().resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("\"approver\"", "\"ops\""));

        assertThatThrownBy(set::manifest).isInstanceOf(VaultFailure.class).hasMessageContaining("SHA-256");
    }

    @Test
    void a_manifest_of_another_format_or_with_missing_or_unknown_facts_is_refused() throws IOException {
        set.finish(manifest);
        String json = Files.readString(set.directory().resolve("manifest.json"));

        assertRefused(json.replace("\"format\" : 2", "\"format\" : 3"), "observed format 3, expected format 1 to 2");
        assertRefused(json.replace("\"format\" : 2", "\"format\" : 0"), "observed format 0");
        assertRefused(json.replace("\"format\" : 2,", ""), "no number named format");
        assertRefused(json.replaceFirst("\"approvedBy\" : \"approver\",", ""), "approvedBy");
        assertRefused(json.replaceFirst("\"approvedBy\"", "\"unknown\" : 1, \"approvedBy\""), "unknown");
        assertRefused(json.replace("\"approver\"", "null"), "approvedBy");
        assertRefused(json.substring(0, json.length() / 2), "manifest failed");
    }

    private void assertRefused(String json, String why) throws IOException {
        Files.writeString(set.directory().resolve("manifest.json"), json);
        Shell.run(set.directory(), "sha256sum manifest.json > manifest.json.sha256");
        assertThatThrownBy(set::manifest).isInstanceOf(VaultFailure.class).hasMessageContaining(why);
    }

    @Test
    void sha256sum_alone_checks_the_whole_set() throws IOException {
        set.finish(manifest);

        String output = Shell.run(
                set.directory(), "sha256sum -c --strict manifest.json.sha256; sha256sum -c --strict SHA256SUMS");
        assertThat(output)
                .contains(
                        "manifest.json: OK",
                        "RECOVERY.md: OK",
                        "archives/node1/profile.tar.zst: OK",
                        "archives/node1/profile.files.sha256.zst: OK",
                        "databases/db2inst1/HOMEPAGE/HOMEPAGE.001: OK",
                        "roles/Activities.json: OK");

        Files.writeString(set.directory().resolve("databases/db2inst1/HOMEPAGE/HOMEPAGE.001"), "x");
        assertThat(Shell.tryRun(set.directory(), "sha256sum -c --quiet SHA256SUMS")
                        .code())
                .isEqualTo(1);
    }

    /** The commands of RECOVERY.md itself are run, with the names that it gives. */
    @Test
    void recovery_md_leads_to_the_same_files() throws IOException {
        set.finish(manifest);
        String text = Files.readString(set.directory().resolve("RECOVERY.md"));
        Path target = directory.resolve("recovered");
        String commands = text.lines()
                .filter(line -> line.startsWith("zstd -dc") || line.startsWith("mkdir") || line.startsWith("cd <empty"))
                .reduce("", (all, line) -> all + line + "\n")
                .replace("<archive>", name(text, "archive `"))
                .replace("<list of files>", set.directory() + "/" + name(text, "list of files `"))
                .replace("<empty directory>", target.toString());

        Shell.run(set.directory(), commands);

        assertThat(text)
                .contains(
                        "level **8.0 CR5 LO100042** only", "group `installation-manager`", "no \"customization\" here");
        assertThat(target.resolve("empty")).doesNotExist();
        Shell.run(directory, "rmdir tree/empty");
        assertThat(PackFixture.facts(target, "%U %G %n"))
                .isEqualTo(PackFixture.facts(directory.resolve("tree"), "%U %G %n"));
    }

    private static String name(String text, String before) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf('`', start));
    }
}
