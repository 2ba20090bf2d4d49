package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.WorkRevoked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way: a clear message, and nothing in the set that looks finished. */
class PackFailureTest {

    @TempDir
    Path directory;

    private Path tree;
    private BackupSet set;

    @BeforeEach
    void makeTree() {
        Shell.run(
                directory, "mkdir -p tree/logs; head -c 5000000 /dev/urandom > tree/random; echo x > tree/logs/a.log");
        tree = directory.resolve("tree");
        set = PackFixture.set(directory);
    }

    @AfterEach
    void nothing_half_written_is_left() throws IOException {
        try (Stream<Path> files = Files.walk(set.directory())) {
            assertThat(files.filter(NewFile::isPartial)).isEmpty();
        }
    }

    private VaultFailure failure(LocalHostSession session, PackWay way) {
        VaultFailure failure = catchThrowableOfType(
                VaultFailure.class,
                () -> set.pack(session, PackFixture.item("profile", tree), way, Tolerance.STOPPED, Progress.NONE));
        assertThat(failure).isNotNull();
        assertThat(set.directory().resolve("archives/node1/profile.tar.zst")).doesNotExist();
        assertThat(set.directory().resolve("archives/node1/profile.json")).doesNotExist();
        return failure;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_000, 1_000_000, 4_999_999})
    void a_cut_stream_is_said_to_be_cut(long bytes) {
        for (PackWay way : List.of(PackWay.TAR_RAW, PackWay.TAR_ZSTD_ON_HOST)) {
            VaultFailure failure = failure(new LocalHostSession("node1").cutAfter(bytes), way);

            assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.CUT);
            assertThat(failure).hasMessageContaining("connection lost").hasMessageContaining("HINT:");
            assertThat(failure.host()).isEqualTo("node1");
        }
    }

    @Test
    void a_path_that_is_gone_is_named() {
        tree = directory.resolve("gone");

        assertThat(failure(new LocalHostSession("node1"), PackWay.TAR_RAW).kind())
                .isEqualTo(VaultFailure.Kind.SOURCE_MISSING);
        assertThat(failure(new LocalHostSession("node1"), PackWay.SFTP_WALK)).hasMessageContaining(tree.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = PackWay.class,
            names = {"TAR_RAW", "TAR_ZSTD_ON_HOST"})
    void what_tar_complains_about_is_named_and_refused(PackWay way) throws IOException {
        LocalHostSession session = wrapped(
                """
                /usr/bin/tar "$@"
                echo 'tar: ./logs/a.log: file changed as we read it' >&2
                echo 'tar: ./logs: with: colons.log: File removed before we read it' >&2
                exit 1
                """);

        VaultFailure failure = failure(session, way);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.DISTURBED);
        assertThat(failure)
                .hasMessageContaining("./logs/a.log: file changed as we read it")
                .hasMessageContaining("observed 2 files");
    }

    @Test
    void what_the_plan_tolerates_is_kept_and_named() throws IOException {
        LocalHostSession session = wrapped(
                """
                /usr/bin/tar "$@"
                echo 'tar: ./logs/a.log: file changed as we read it' >&2
                echo 'tar: ./logs: with: colons.log: File removed before we read it' >&2
                echo 'tar: ./big: File shrank by 12 bytes; padding with zeros' >&2
                echo 'tar: ./sock: socket ignored' >&2
                exit 1
                """);
        PackItem item = PackFixture.item("profile", tree);

        PackedStore store = set.pack(session, item, PackWay.TAR_ZSTD_ON_HOST, Tolerance.RUNNING, Progress.NONE);

        assertThat(store.disturbances())
                .extracting(Disturbance::kind, Disturbance::path)
                .containsExactly(
                        tuple(Disturbance.Kind.CHANGED, "./logs/a.log"),
                        tuple(Disturbance.Kind.VANISHED, "./logs: with: colons.log"),
                        tuple(Disturbance.Kind.SHRANK, "./big"),
                        tuple(Disturbance.Kind.SOCKET_IGNORED, "./sock"));
        assertThat(set.pack(session, item, PackWay.TAR_RAW, Tolerance.RUNNING, Progress.NONE)
                        .outcome())
                .isEqualTo(PackOutcome.ALREADY_PACKED);
        assertThatThrownBy(() -> set.pack(session, item, PackWay.TAR_RAW, Tolerance.STOPPED, Progress.NONE))
                .as("a stricter plan does not take it as packed")
                .isInstanceOf(VaultFailure.class);
    }

    @Test
    void a_file_that_really_changes_while_it_is_read_is_refused() throws IOException {
        LocalHostSession session = wrapped(
                """
                /usr/bin/tar --checkpoint=1 --checkpoint-action=exec='echo more >> %s/random' "$@"
                """
                        .formatted(tree));

        assertThat(failure(session, PackWay.TAR_RAW)).hasMessageContaining("./random: file changed as we read it");
    }

    @Test
    void a_source_disk_error_is_named() throws IOException {
        LocalHostSession session = wrapped(
                """
                /usr/bin/tar "$@"
                echo 'tar: ./random: Read error at byte 0, while reading 10240 bytes: Input/output error' >&2
                echo 'tar: Exiting with failure status due to previous errors' >&2
                exit 2
                """);

        VaultFailure failure = failure(session, PackWay.TAR_ZSTD_ON_HOST);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.DISTURBED);
        assertThat(failure).hasMessageContaining("Read error at byte 0").hasMessageContaining("observed 1 files");
    }

    @Test
    void an_unreadable_file_is_named() {
        assumeFalse("root".equals(System.getProperty("user.name")));
        Shell.run(tree, "chmod 000 random");

        assertThat(failure(new LocalHostSession("node1"), PackWay.TAR_RAW))
                .hasMessageContaining("Cannot open: Permission denied");
    }

    @ParameterizedTest
    @EnumSource(
            value = PackWay.class,
            names = {"TAR_RAW", "TAR_ZSTD_ON_HOST"})
    void a_tar_that_dies_is_a_failed_tool(PackWay way) throws IOException {
        VaultFailure failure = failure(
                wrapped("/usr/bin/tar \"$@\" | head -c 100000; echo 'tar: memory exhausted' >&2; exit 137"), way);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.TOOL_FAILED);
        assertThat(failure.exitCode()).isEqualTo(137);
        assertThat(failure.tail()).contains("memory exhausted");
    }

    @Test
    void a_tar_that_does_not_know_an_option_is_a_failed_tool_with_its_words() throws IOException {
        VaultFailure failure =
                failure(wrapped("echo \"tar: unrecognized option '--acls'\" >&2; exit 2"), PackWay.TAR_RAW);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.TOOL_FAILED);
        assertThat(failure).hasMessageContaining("unrecognized option");
    }

    @Test
    void a_tar_that_claims_success_with_half_an_archive_is_not_believed() throws IOException {
        VaultFailure failure = failure(wrapped("/usr/bin/tar \"$@\" | head -c 100000; exit 0"), PackWay.TAR_RAW);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.CUT);
        assertThat(failure).hasMessageContaining("ends inside a file");
    }

    @Test
    void a_tar_that_fails_without_a_word_is_not_believed() throws IOException {
        VaultFailure failure = failure(wrapped("/usr/bin/tar \"$@\"; exit 1"), PackWay.TAR_RAW);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.TOOL_FAILED);
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void a_host_without_zstd_is_a_failed_tool() throws IOException {
        Path programs = Files.createDirectories(directory.resolve("bin"));
        executable(programs.resolve("zstd"), "exit 127");

        VaultFailure failure = failure(new LocalHostSession("node1").withPrograms(programs), PackWay.TAR_ZSTD_ON_HOST);

        assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.TOOL_FAILED);
        assertThat(failure.exitCode()).isEqualTo(127);
    }

    @Test
    void a_lost_lease_stops_the_work() {
        AtomicLong seen = new AtomicLong();
        Progress revoked = new Progress() {
            @Override
            public void advance(String host, String item, long bytes, long files) {
                seen.addAndGet(bytes);
            }

            @Override
            public void expect(String host, String item, long bytes, long files) {}

            @Override
            public void checkpoint() {
                if (seen.get() > 100_000) {
                    throw new WorkRevoked("lease lost");
                }
            }
        };

        assertThatThrownBy(() -> set.pack(
                        new LocalHostSession("node1"),
                        PackFixture.item("profile", tree),
                        PackWay.TAR_RAW,
                        Tolerance.STOPPED,
                        revoked))
                .isInstanceOf(WorkRevoked.class);
        assertThat(set.directory().resolve("archives/node1/profile.tar.zst")).doesNotExist();
    }

    private LocalHostSession wrapped(String script) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("bin"));
        executable(programs.resolve("tar"), script);
        return new LocalHostSession("node1").withPrograms(programs);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
