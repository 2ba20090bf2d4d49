package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    @TempDir
    Path directory;

    @Test
    void a_set_is_readable_by_its_owner_alone() throws IOException {
        BackupSet set = PackFixture.set(directory);

        assertThat(set.directory()).isEqualTo(directory.resolve("vault/lab/backup-lab-20260314-210000"));
        for (Path path = set.directory(); !path.equals(directory); path = path.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        set.putText("roles/a.json", new byte[0]);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(set.directory().resolve("roles/a.json"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "", ".hidden", "a\nb", "-x"})
    void names_that_lead_elsewhere_are_refused(String name) {
        Vault vault = new Vault(directory, Encryption.ELSEWHERE, PackFixture.CLOCK);

        assertThatThrownBy(() -> vault.open(name, "run")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.open("lab", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackFixture.set(directory).putText("../" + name, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leftovers_of_a_killed_process_are_removed_when_the_set_is_opened() throws IOException {
        BackupSet set = PackFixture.set(directory);
        Path leftover = set.directory().resolve("archives/node1/.profile.tar.zst.1234.partial");
        Files.createDirectories(leftover.getParent());
        Files.writeString(leftover, "half");

        PackFixture.set(directory);

        assertThat(leftover).doesNotExist();
    }

    @Test
    void what_this_process_still_writes_is_left_alone() throws IOException {
        BackupSet set = PackFixture.set(directory);
        try (NewFile file = NewFile.at(set.directory().resolve("archive"))) {
            file.stream().write(1);

            PackFixture.set(directory);

            file.keep();
        }
        assertThat(set.directory().resolve("archive")).hasBinaryContent(new byte[] {1});
    }

    @Test
    void what_another_process_still_writes_is_left_alone() throws Exception {
        BackupSet set = PackFixture.set(directory);
        Path partial = set.directory().resolve(".archive.1.partial");
        Process other = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import fcntl,sys\nf=open(sys.argv[1],'w')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('locked',flush=True)\nsys.stdin.read()",
                        partial.toString())
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");

            PackFixture.set(directory);

            assertThat(partial).exists();
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        PackFixture.set(directory);
        assertThat(partial).doesNotExist();
    }

    @Test
    void a_restarted_application_takes_what_is_packed() {
        Shell.run(directory, "mkdir tree; echo x > tree/x");
        PackItem item = PackFixture.item("profile", directory.resolve("tree"));
        PackedStore first = PackFixture.set(directory)
                .pack(new LocalHostSession("node1"), item, PackWay.TAR_RAW, Tolerance.STOPPED, Progress.NONE);
        LocalHostSession untouched = new LocalHostSession("node1");

        PackedStore second = PackFixture.set(directory)
                .pack(untouched, item, PackWay.TAR_ZSTD_ON_HOST, Tolerance.STOPPED, Progress.NONE);

        assertThat(second).isEqualTo(first.as(PackOutcome.ALREADY_PACKED));
        assertThat(untouched.commands).isEmpty();
    }

    @Test
    void an_archive_of_another_path_is_not_taken_for_it() {
        Shell.run(directory, "mkdir tree other; echo x > tree/x; echo y > other/y");
        BackupSet set = PackFixture.set(directory);
        LocalHostSession session = new LocalHostSession("node1");
        set.pack(
                session,
                PackFixture.item("profile", directory.resolve("tree")),
                PackWay.TAR_RAW,
                Tolerance.STOPPED,
                Progress.NONE);

        PackItem other = PackFixture.item("profile", directory.resolve("other"));
        assertThat(set.verify(new Expected(List.of(other), List.of(), List.of()), 1, Progress.NONE)
                        .defects())
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.NOT_RECORDED);
        assertThat(set.pack(session, other, PackWay.TAR_RAW, Tolerance.STOPPED, Progress.NONE)
                        .outcome())
                .isEqualTo(PackOutcome.PACKED);
    }

    @Test
    void a_single_file_and_a_directory_behind_a_link_are_packed_with_their_content() {
        Shell.run(
                directory,
                "mkdir real; echo x > real/fileRegistry.xml; ln -s real linked; ln -s real/fileRegistry.xml f.xml");
        BackupSet set = PackFixture.set(directory);
        LocalHostSession session = new LocalHostSession("node1");

        for (PackWay way : PackWay.values()) {
            for (String path : List.of("real/fileRegistry.xml", "linked", "f.xml")) {
                PackedStore store = set.pack(
                        session,
                        PackFixture.item("item-" + way.name().charAt(4) + path.length(), directory.resolve(path)),
                        way,
                        Tolerance.STOPPED,
                        Progress.NONE);
                assertThat(store.contentBytes()).as("%s by %s", path, way).isEqualTo(2);
                assertThat(store.entries()).isEqualTo(path.equals("linked") ? 2 : 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAR_RAW", "SFTP_WALK"})
    void what_other_items_pack_is_left_out_by_its_exact_path(String way) {
        Shell.run(
                directory,
                "mkdir -p 'tree/data/sh*red' tree/data/shred tree/sub/data; echo 1 | tee 'tree/data/sh*red/a' tree/data/shred/b tree/sub/data/c");
        Path tree = directory.resolve("tree");
        BackupSet set = PackFixture.set(directory);

        PackedStore store = set.pack(
                new LocalHostSession("node1"),
                PackFixture.item("root", "node1", tree, List.of(tree + "/data/sh*red", tree + "/sub/data/")),
                PackWay.valueOf(way),
                Tolerance.STOPPED,
                Progress.NONE);

        assertThat(Shell.run(
                                directory,
                                "zstd -dc '%s' | tar -t | sort"
                                        .formatted(set.directory().resolve(store.archive())))
                        .lines())
                .containsExactly("./", "./data/", "./data/shred/", "./data/shred/b", "./sub/");
    }

    @Test
    void tools_of_a_host_decide_the_way() {
        PackTools here = PackTools.probe(new LocalHostSession("node1"));
        assertThat(here.tar()).startsWith("tar (GNU tar)");
        assertThat(here.zstd()).contains("Zstandard");
        assertThat(here.way()).as("the same machine").isEqualTo(PackWay.TAR_RAW);
        assertThat(PackTools.of(here.tar(), here.zstd(), false).way()).isEqualTo(PackWay.TAR_ZSTD_ON_HOST);
        assertThat(PackTools.of("tar (GNU tar) 1.34", "", false).way()).isEqualTo(PackWay.TAR_RAW);
        assertThat(PackTools.of("tar (GNU tar) 1.26", "", false).way()).isEqualTo(PackWay.SFTP_WALK);
        assertThat(PackTools.of("bsdtar 3.6.2", "*** Zstandard CLI", false).way())
                .isEqualTo(PackWay.SFTP_WALK);
        assertThat(PackTools.of("", "", false).way()).isEqualTo(PackWay.SFTP_WALK);
    }
}
