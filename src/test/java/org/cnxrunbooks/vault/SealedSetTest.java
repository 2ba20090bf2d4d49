package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A set that is encrypted: readable for each recipient alone, for the run while it needs it, and for nobody else. */
class SealedSetTest {

    private static final String RUN = "backup-lab-20260314-210000";

    /** Content and name of a file that must not be found in the vault. */
    private static final String MARK = "{xor}Lz4sLCgwLTs=";

    @TempDir
    Path directory;

    private final LocalHostSession session = new LocalHostSession("node1");
    private AgeTool mine;
    private AgeTool yours;
    private Path image;
    private PackItem item;

    @BeforeEach
    void makeSources() throws IOException {
        mine = AgeTool.key(directory, "mine.txt");
        yours = AgeTool.key(directory, "yours.txt");
        Path tree = PackFixture.awkwardTree(directory);
        Files.writeString(tree.resolve(MARK), MARK);
        item = PackFixture.item("profile", tree);
        image = Files.writeString(directory.resolve("HOMEPAGE.001"), MARK.repeat(10_000));
    }

    private Vault vault(AgeTool... keys) {
        return new Vault(directory.resolve("vault"), AgeTool.encryption(directory, keys), PackFixture.CLOCK);
    }

    private BackupSet set() {
        return vault(mine, yours).open("lab", RUN);
    }

    private PackedStore pack(BackupSet set, PackWay way) {
        return set.pack(session, item, way, Tolerance.STOPPED, Progress.NONE);
    }

    private StoredImage fetch(BackupSet set) {
        return set.fetchImage(session, VerificationTest.source(image), Progress.NONE);
    }

    private static StoredText roles(BackupSet set) {
        return set.putRoles("Activities", MARK.getBytes(StandardCharsets.UTF_8));
    }

    private Verification verify(BackupSet set, List<StoredImage> images, List<StoredText> texts) {
        return set.verify(new Expected(List.of(item), images, texts), 2, Progress.NONE);
    }

    /** The commands of RECOVERY.md to the letter, with the names that it gives and the key of one recipient. */
    @ParameterizedTest
    @EnumSource(value = PackWay.class, names = "TAR_.*", mode = EnumSource.Mode.MATCH_ALL)
    void recovery_md_leads_to_the_same_files_with_one_key_of_several(PackWay way) throws IOException {
        BackupSet set = set();
        PackedStore store = pack(set, way);
        StoredImage stored = fetch(set);
        StoredText roles = roles(set);
        assertThat(verify(set, List.of(stored), List.of(roles)).defects()).isEmpty();
        Manifest manifest = manifest(set, store, stored, roles);
        set.finish(manifest);
        set.destroyKey();

        String text = Files.readString(set.directory().resolve("RECOVERY.md"));
        assertThat(text).contains("* `" + mine.recipient() + "`", "* `" + yours.recipient() + "`");
        assertThat(text.lines()).noneMatch(line -> line.startsWith(" "));
        Path target = directory.resolve("recovered");
        String commands = text.lines()
                .filter(line -> line.matches("(age --|mkdir|sha256sum|cd <empty).*") && !line.contains("<decrypted"))
                .reduce("", (all, line) -> all + line + "\n")
                .replace("<key file>", yours.file().toString())
                .replace("<archive>", set.directory() + "/" + named(text, "archive `"))
                .replace("<list of files>", set.directory() + "/" + named(text, "list of files `"))
                .replace("<empty directory>", target.toString());
        assertThat(commands.lines()).hasSize(6);
        Shell.run(set.directory(), commands);
        String single = text.lines()
                .filter(line -> line.contains("<decrypted file>"))
                .findFirst()
                .orElseThrow()
                .replace("<key file>", mine.file().toString());
        for (String file : List.of(stored.file(), roles.file())) {
            Path plain = directory.resolve("plain");
            Shell.run(
                    set.directory(),
                    single.replace("<decrypted file>", plain.toString()).replace("<encrypted file>", file));
            assertThat(Files.readString(plain)).startsWith(MARK);
        }

        assertThat(PackFixture.facts(target)).isEqualTo(PackFixture.facts(directory.resolve("tree")));
        assertThat(set.manifest()).isEqualTo(manifest);
        assertThat(stored.imageBytes()).isEqualTo(Files.size(image));
    }

    @Test
    void nothing_in_the_vault_can_be_read_but_what_explains_it() throws IOException {
        BackupSet set = set();
        Manifest manifest = manifest(set, pack(set, PackWay.TAR_RAW), fetch(set), roles(set));
        set.finish(manifest);

        List<String> open;
        try (Stream<Path> files = Files.walk(set.directory())) {
            open = files.filter(Files::isRegularFile)
                    .filter(file -> !sealed(file))
                    .map(file -> set.directory().relativize(file).toString())
                    .sorted()
                    .toList();
        }
        assertThat(open)
                .containsExactly(
                        "RECOVERY.md",
                        "SHA256SUMS",
                        "archives/node1/profile.json",
                        "databases/db2inst1/HOMEPAGE/HOMEPAGE.001.json",
                        "manifest.json",
                        "manifest.json.sha256");
        assertThat(Shell.tryRun(directory, "grep -rF '" + MARK + "' vault").output())
                .isEmpty();
        assertThat(manifest.encrypted().recipients()).containsExactlyInAnyOrder(mine.recipient(), yours.recipient());
        assertThat(Shell.run(set.directory(), "sha256sum -c --strict manifest.json.sha256 SHA256SUMS"))
                .contains("archives/node1/profile.tar.zst.age: OK", "roles/Activities.json.age: OK");
    }

    private static boolean sealed(Path file) {
        try {
            return file.toString().endsWith(".age")
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .startsWith("age-encryption.org/v1\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_key_of_a_run_is_its_owners_alone_outlives_a_crash_and_is_destroyed() throws IOException {
        pack(set(), PackWay.TAR_RAW);
        Path key = directory.resolve("run-keys/" + RUN + ".key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
        assertThat(vault(mine, yours).runsWithKey()).containsExactly(RUN);
        assertThat(Shell.tryRun(directory, "grep -rF AGE-SECRET-KEY vault").output())
                .isEmpty();
        // another process would find it the same way
        assertThat(pack(set(), PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.ALREADY_PACKED);
        assertThat(verify(set(), List.of(), List.of()).sound()).isTrue();
        assertThat(Shell.run(
                        directory,
                        "age -d -i '%s' vault/lab/%s/archives/node1/profile.tar.zst.age | zstd -dc | tar -t | wc -l"
                                .formatted(key, RUN)))
                .isNotBlank();

        vault(mine, yours).destroyKey(RUN);
        assertThat(key).doesNotExist();
        assertThat(vault(mine, yours).runsWithKey()).isEmpty();
        set().destroyKey();
    }

    @Test
    void a_finished_set_whose_key_is_destroyed_still_answers_to_its_digests() throws IOException {
        BackupSet set = set();
        PackedStore store = pack(set, PackWay.TAR_RAW);
        StoredImage stored = fetch(set);
        StoredText roles = roles(set);
        set.finish(manifest(set, store, stored, roles));
        set.destroyKey();

        Verification again = verify(set(), List.of(stored), List.of(roles));
        assertThat(again.defects()).isEmpty();
        assertThat(again.entries()).isEqualTo(store.entries());
        assertThat(directory.resolve("run-keys")).isEmptyDirectory();

        flip(set, store.archive());
        flip(set, stored.file());
        flip(set, roles.file());
        assertThat(verify(set(), List.of(stored), List.of(roles)).defects())
                .extracting(Defect::kind)
                .containsExactlyInAnyOrder(
                        Defect.Kind.ARCHIVE_CHANGED, Defect.Kind.IMAGE_CHANGED, Defect.Kind.TEXT_CHANGED);
    }

    @Test
    void a_set_that_is_not_finished_and_whose_key_is_lost_is_packed_again() throws IOException {
        BackupSet set = set();
        pack(set, PackWay.TAR_RAW);
        StoredImage stored = fetch(set);
        vault(mine, yours).destroyKey(RUN);

        assertThat(verify(set, List.of(stored), List.of()).defects())
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.UNREADABLE, Defect.Kind.UNREADABLE);
        assertThat(pack(set, PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.PACKED);
        StoredImage again = fetch(set);
        assertThat(again.outcome()).isEqualTo(PackOutcome.PACKED);
        assertThat(verify(set, List.of(again), List.of()).defects()).isEmpty();
    }

    @Test
    void what_was_packed_for_other_recipients_is_packed_again_and_a_file_in_the_clear_is_removed() throws IOException {
        BackupSet clear =
                new Vault(directory.resolve("vault"), Encryption.ELSEWHERE, PackFixture.CLOCK).open("lab", RUN);
        pack(clear, PackWay.TAR_RAW);
        roles(clear);
        fetch(clear);

        BackupSet first = vault(mine).open("lab", RUN);
        assertThat(verify(first, List.of(), List.of()).defects())
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.UNREADABLE);
        assertThat(pack(first, PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.PACKED);
        roles(first);
        fetch(first);
        assertThat(Shell.tryRun(directory, "grep -rlF '" + MARK + "' vault").output())
                .isEmpty();
        assertThat(Shell.run(directory, "find vault -name '*.zst' -o -name '*.001' -o -name Activities.json"))
                .isEmpty();

        BackupSet second = vault(mine, yours).open("lab", RUN);
        assertThat(pack(second, PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.PACKED);
        assertThat(verify(second, List.of(), List.of()).sound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "list", "image", "text"})
    void a_flipped_bit_is_found(String where) throws IOException {
        BackupSet set = set();
        PackedStore store = pack(set, PackWay.TAR_RAW);
        StoredImage stored = fetch(set);
        StoredText roles = roles(set);
        flip(
                set,
                switch (where) {
                    case "archive" -> store.archive();
                    case "list" -> store.fileList();
                    case "image" -> stored.file();
                    default -> roles.file();
                });

        assertThat(verify(set, List.of(stored), List.of(roles)).defects())
                .isNotEmpty()
                .extracting(Defect::kind)
                .allMatch(kind -> where.equals("archive")
                        ? kind == Defect.Kind.ARCHIVE_CHANGED || kind == Defect.Kind.UNREADABLE
                        : kind == Defect.Kind.LIST_CHANGED
                                || kind == Defect.Kind.UNREADABLE
                                || kind == Defect.Kind.IMAGE_CHANGED
                                || kind == Defect.Kind.TEXT_CHANGED);
    }

    @ParameterizedTest
    @EnumSource(value = PackWay.class, names = "TAR_.*", mode = EnumSource.Mode.MATCH_ALL)
    void a_vault_that_fills_up_in_mid_archive_says_so_and_keeps_nothing(PackWay way) throws IOException {
        Path room = Files.createDirectory(directory.resolve("vault"));
        assumeTrue(Shell.tryRun(directory, "mount -t tmpfs -o size=1m none '" + room + "'")
                        .code()
                == 0);
        try {
            BackupSet set = set();
            VaultFailure failure = catchThrowableOfType(VaultFailure.class, () -> pack(set, way));

            assertThat(failure.kind()).isEqualTo(VaultFailure.Kind.FULL);
            assertThat(failure).hasMessageContaining("No space left on device");
            assertThat(set.directory().resolve("archives/node1")).isEmptyDirectory();
        } finally {
            Shell.run(directory, "umount -l '" + room + "'");
        }
    }

    private static Manifest manifest(BackupSet set, PackedStore store, StoredImage image, StoredText roles) {
        return ManifestTest.manifest(List.of(store), List.of(image), List.of(roles), set.encrypted());
    }

    private static String named(String text, String before) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf('`', start));
    }

    private static void flip(BackupSet set, String file) throws IOException {
        try (RandomAccessFile access =
                new RandomAccessFile(set.directory().resolve(file).toFile(), "rw")) {
            long at = access.length() - 20;
            access.seek(at);
            int old = access.read();
            access.seek(at);
            access.write(old ^ 4);
        }
    }
}
