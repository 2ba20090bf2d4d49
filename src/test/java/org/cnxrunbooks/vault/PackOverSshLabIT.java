package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.LabSsh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vault over a real sshd and our own SSH client. */
@Timeout(600)
class PackOverSshLabIT {

    @TempDir
    Path directory;

    private LabSsh sshd;
    private SshHosts hosts;
    private HostSession session;

    @BeforeEach
    void start() {
        sshd = LabSsh.start(directory.resolve("sshd"), "127.0.9.18", 0, Map.of());
        hosts = new SshHosts(Clock.systemUTC());
        session = hosts.connect(sshd.host("node1"), command -> {});
    }

    @AfterEach
    void stop() {
        hosts.close();
        sshd.close();
    }

    @ParameterizedTest
    @EnumSource(PackWay.class)
    void an_awkward_tree_arrives_and_unpacks_as_it_was(PackWay way) {
        Path tree = PackFixture.awkwardTree(directory);
        BackupSet set = PackFixture.set(directory);
        PackItem item = PackFixture.item("profile", tree);

        PackedStore store = set.pack(session, item, way, Tolerance.STOPPED, Progress.NONE);

        // SFTP tells neither hard links nor parts of seconds
        String facts = way == PackWay.SFTP_WALK ? "%U %G %Ts" : "%U %G %n %T@";
        assertThat(PackFixture.facts(PackFixture.unpack(directory, set, store), facts))
                .isEqualTo(PackFixture.facts(tree, facts));
        assertThat(set.verify(new Expected(List.of(item), List.of(), List.of()), 2, Progress.NONE)
                        .defects())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PackWay.class)
    void a_connection_cut_in_mid_archive_is_said_to_be_cut_and_a_retry_packs_it(PackWay way) throws Exception {
        Shell.run(directory, "mkdir tree; head -c 60000000 /dev/urandom > tree/random");
        BackupSet set = PackFixture.set(directory);
        PackItem item = PackFixture.item("profile", directory.resolve("tree"));
        AtomicLong seen = new AtomicLong();
        AtomicBoolean cut = new AtomicBoolean();

        Throwable failure = catchThrowable(() -> set.pack(session, item, way, Tolerance.STOPPED, new Progress() {
            @Override
            public void advance(String host, String id, long bytes, long files) {
                if (seen.addAndGet(bytes) > 5_000_000 && cut.compareAndSet(false, true)) {
                    sshd.cut();
                }
            }

            @Override
            public void expect(String host, String id, long bytes, long files) {}

            @Override
            public void checkpoint() {}
        }));

        assertThat(cut).isTrue();
        assertThat(failure).isInstanceOfAny(VaultFailure.class, HostFailure.class);
        if (failure instanceof VaultFailure vaultFailure) {
            assertThat(vaultFailure.kind()).isEqualTo(VaultFailure.Kind.CUT);
        }
        assertThat(set.directory().resolve("archives/node1")).isEmptyDirectory();

        assertThat(set.pack(session, item, way, Tolerance.STOPPED, Progress.NONE)
                        .contentBytes())
                .isEqualTo(60_000_000);
    }

    @Test
    void a_database_image_arrives_as_it_was() throws Exception {
        Path image = directory.resolve("it's an image.001");
        Shell.run(directory, "head -c 9000000 /dev/urandom > \"it's an image.001\"");
        BackupSet set = PackFixture.set(directory);

        StoredImage stored = set.fetchImage(
                session,
                new ImageSource(
                        DatabaseKind.DB2,
                        "node1",
                        "db2inst1",
                        "FNOS",
                        image.toString(),
                        null,
                        "11.5",
                        "db2 backup",
                        "db2 backup db FNOS",
                        "20260314210000",
                        null),
                Progress.NONE);

        assertThat(Files.mismatch(set.directory().resolve(stored.file()), image))
                .isEqualTo(-1);
        assertThat(Shell.run(directory, "sha256sum < \"it's an image.001\"")).startsWith(stored.sha256());
    }

    @Test
    void a_host_says_what_it_has() {
        PackTools tools = PackTools.probe(session);

        assertThat(tools.tar()).contains("GNU tar");
        assertThat(tools.zstd()).contains("Zstandard");
    }
}
