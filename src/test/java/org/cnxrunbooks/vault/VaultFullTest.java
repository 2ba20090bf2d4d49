package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultFullTest {

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() {
        Shell.run(directory, "mkdir tree; head -c 20000000 /dev/urandom > tree/random; mkdir room");
        tree = directory.resolve("tree");
    }

    @ParameterizedTest
    @EnumSource(PackWay.class)
    void a_vault_that_fills_up_in_mid_archive_says_so_and_keeps_nothing(PackWay way) throws IOException {
        Path room = directory.resolve("room");
        assumeTrue(Shell.tryRun(directory, "mount -t tmpfs -o size=8m none '" + room + "'")
                        .code()
                == 0);
        try {
            BackupSet set = PackFixture.set(room);
            long before = new Vault(room, Encryption.ELSEWHERE, PackFixture.CLOCK).usableBytes();

            VaultFailure failure = catchThrowableOfType(
                    VaultFailure.class,
                    () -> set.pack(
                            new LocalHostSession("node1"),
                            PackFixture.item("profile", tree),
                            way,
                            Tolerance.STOPPED,
                            Progress.NONE));

            assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.FULL);
            assertThat(failure)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("profile from node1")
                    .hasMessageContaining("HINT: the vault is full");
            assertThat(set.directory().resolve("archives/node1")).isEmptyDirectory();
            assertThat(new Vault(room, Encryption.ELSEWHERE, PackFixture.CLOCK).usableBytes())
                    .isBetween(before - 100_000, before);
        } finally {
            Shell.run(directory, "umount -l '" + room + "'");
        }
    }

    @Test
    void a_full_disk_under_the_archive_or_under_the_list_comes_out_as_such() throws IOException {
        PackItem item = PackFixture.item("profile", tree);
        Path good = directory.resolve("good");
        for (List<String> files :
                List.of(List.of("/dev/full", good.toString()), List.of(good.toString(), "/dev/full"))) {
            try (OutputStream archive = new FileOutputStream(files.get(0));
                    OutputStream list = new FileOutputStream(files.get(1));
                    TarSource source = new HostTar(new LocalHostSession("node1"), item, false)) {
                assertThatThrownBy(() -> new Transfer(item, Seal.NONE, Progress.NONE).run(source, archive, list))
                        .isInstanceOf(IOException.class)
                        .satisfies(failure -> assertThat(new SetFiles(directory)
                                        .failure("storing", (IOException) failure)
                                        .kind())
                                .isEqualTo(VaultFailure.Kind.FULL));
            }
        }
        assertThat(Files.size(good)).isPositive();
    }
}
