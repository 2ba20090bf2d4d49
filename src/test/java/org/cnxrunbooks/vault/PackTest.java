package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = PackWay.class,
            names = {"TAR_RAW", "TAR_ZSTD_ON_HOST"})
    void what_tar_packs_unpacks_as_the_same_tree(PackWay way) {
        Path tree = PackFixture.awkwardTree(directory);
        BackupSet set = PackFixture.set(directory);

        PackedStore store = set.pack(
                new LocalHostSession("node1"),
                PackFixture.item("profile", tree),
                way,
                Tolerance.STOPPED,
                Progress.NONE);

        Path unpacked = PackFixture.unpack(directory, set, store);
        assertThat(PackFixture.facts(unpacked)).isEqualTo(PackFixture.facts(tree));
        assertThat(Shell.run(unpacked, "stat -c %b only-hole").strip()).isEqualTo("0");
        assertThat(Shell.run(
                        directory,
                        "zstd -dc '%s' | tar --compare --file=- --directory='%s'"
                                .formatted(set.directory().resolve(store.archive()), tree)))
                .isEmpty();
        assertThat(store.outcome()).isEqualTo(PackOutcome.PACKED);
        assertThat(store.disturbances()).isEmpty();
        assertThat(Long.toString(store.entries()))
                .isEqualTo(
                        Shell.run(tree, "find . -print0 | tr -dc '\\0' | wc -c").strip());
    }

    @ParameterizedTest
    @EnumSource(PackWay.class)
    void the_list_proves_every_unpacked_file_with_sha256sum_alone(PackWay way) throws Exception {
        Path tree = way == PackWay.SFTP_WALK ? plainTree() : PackFixture.awkwardTree(directory);
        BackupSet set = PackFixture.set(directory);
        PackedStore store = set.pack(
                new LocalHostSession("node1"),
                PackFixture.item("profile", tree),
                way,
                Tolerance.STOPPED,
                Progress.NONE);
        Path unpacked = PackFixture.unpack(directory, set, store);
        String check = "zstd -dc '%s' | sha256sum -c --quiet --strict"
                .formatted(set.directory().resolve(store.fileList()));

        assertThat(Shell.run(unpacked, check)).isEmpty();

        Files.writeString(unpacked.resolve("config/cells/ICCell/security.xml"), "hellO");
        assertThat(Shell.tryRun(unpacked, check).output()).contains(": FAILED");
    }

    @Test
    void a_walk_by_sftp_gives_the_same_tree() throws Exception {
        Path tree = plainTree();
        BackupSet set = PackFixture.set(directory);

        PackedStore store = set.pack(
                new LocalHostSession("node1"),
                PackFixture.item(
                        "profile", "node1", tree, List.of(tree.resolve("empty").toString())),
                PackWay.SFTP_WALK,
                Tolerance.STOPPED,
                Progress.NONE);

        Path unpacked = PackFixture.unpack(directory, set, store);
        assertThat(unpacked.resolve("empty")).doesNotExist();
        String facts = "%U %G %Ts";
        Files.delete(tree.resolve("empty"));
        Shell.run(tree, "touch -d '2021-01-01 00:00:00 UTC' .");
        assertThat(PackFixture.facts(unpacked, facts)).isEqualTo(PackFixture.facts(tree, facts));
    }

    private Path plainTree() {
        Shell.run(
                directory,
                """
                mkdir -p tree/config/cells/ICCell tree/empty
                cd tree
                printf hello > config/cells/ICCell/security.xml
                chmod 0640 config/cells/ICCell/security.xml
                ln -s config/cells link; ln -s nowhere dangling
                n=$(printf 'x%.0s' $(seq 200)); mkdir -p "$n/$n"; printf h > "$n/$n/$n"
                head -c 3000000 /dev/urandom > random
                touch -d '2020-02-29 12:34:56 UTC' config/cells/ICCell/security.xml random
                find . -exec touch -h -d '2021-01-01 00:00:00 UTC' {} +
                """);
        return directory.resolve("tree");
    }
}
