package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    @TempDir
    Path directory;

    private final LocalHostSession session = new LocalHostSession("node1");
    private BackupSet set;
    private PackItem item;
    private PackedStore store;

    @BeforeEach
    void pack() {
        Path tree = PackFixture.awkwardTree(directory);
        set = PackFixture.set(directory);
        item = PackFixture.item("profile", tree);
        store = pack(PackWay.TAR_RAW);
    }

    private PackedStore pack(PackWay way) {
        return set.pack(session, item, way, Tolerance.STOPPED, Progress.NONE);
    }

    private Verification verify() {
        return set.verify(new Expected(List.of(item), List.of(), List.of()), 2, Progress.NONE);
    }

    @Test
    void an_untouched_set_is_sound() {
        Verification verification = verify();

        assertThat(verification.defects()).isEmpty();
        assertThat(verification.entries()).isEqualTo(store.entries());
        assertThat(verification.contentBytes()).isEqualTo(store.contentBytes()).isGreaterThan(7_000_000);
        assertThat(verification.stores()).containsExactly(store);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.01, 0.3, 0.5, 0.77, 0.999})
    void a_flipped_bit_is_found_wherever_it_is(double place) throws IOException {
        flip(store.archive(), place);

        assertThat(verify().defects())
                .extracting(Defect::kind)
                .contains(Defect.Kind.ARCHIVE_CHANGED)
                .doesNotContain(Defect.Kind.LIST_CHANGED);
    }

    @Test
    void a_defect_names_archive_and_member_where_reading_stopped() throws IOException {
        flip(store.archive(), 0.5);

        assertThat(verify().defects())
                .anySatisfy(defect -> {
                    assertThat(defect.kind()).isEqualTo(Defect.Kind.UNREADABLE);
                    assertThat(defect.file()).startsWith("archives/node1/profile.tar.zst!/./");
                    assertThat(defect.host()).isEqualTo("node1");
                })
                .allSatisfy(defect -> assertThat(defect.item()).isEqualTo("profile"));
    }

    @Test
    void a_file_that_differs_from_its_list_is_named() {
        Path list = set.directory().resolve(store.fileList());
        Shell.run(
                directory,
                "zstd -dc '%1$s' | sed 's/^[0-9a-f]*  .*random$/%2$064d  .\\/random/' | zstd -q -o '%1$s.new' && mv '%1$s.new' '%1$s'"
                        .formatted(list, 0));

        assertThat(verify().defects())
                .extracting(Defect::kind, Defect::file)
                .containsExactlyInAnyOrder(
                        tuple(Defect.Kind.LIST_CHANGED, store.fileList()),
                        tuple(Defect.Kind.ENTRY_DIFFERS, store.archive() + "!/./random"));
    }

    @Test
    void what_is_found_defective_is_packed_again() throws IOException {
        flip(store.archive(), 0.5);
        assertThat(pack(PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.ALREADY_PACKED);
        assertThat(verify().sound()).isFalse();

        assertThat(pack(PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.PACKED);
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void an_item_without_archive_is_missing() {
        PackItem other = PackFixture.item("shared-data", directory);

        assertThat(set.verify(new Expected(List.of(item, other), List.of(), List.of()), 2, Progress.NONE)
                        .defects())
                .singleElement()
                .satisfies(defect -> {
                    assertThat(defect.kind()).isEqualTo(Defect.Kind.MISSING);
                    assertThat(defect.item()).isEqualTo("shared-data");
                });
    }

    @Test
    void a_removed_archive_is_missing_and_packed_again() throws IOException {
        Files.delete(set.directory().resolve(store.archive()));

        assertThat(verify().defects()).extracting(Defect::kind).containsExactly(Defect.Kind.MISSING);
        assertThat(pack(PackWay.TAR_RAW).outcome()).isEqualTo(PackOutcome.PACKED);
    }

    @Test
    void a_shortened_archive_is_found() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(set.directory().resolve(store.archive()).toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }

        assertThat(verify().defects()).extracting(Defect::kind).contains(Defect.Kind.ARCHIVE_CHANGED);
    }

    @Test
    void a_changed_database_image_is_found() throws IOException {
        Path image =
                Files.write(directory.resolve("HOMEPAGE.0.db2inst1.DBPART000.20260314210000.001"), new byte[70_000]);
        StoredImage stored = set.fetchImage(session, source(image), Progress.NONE);
        assertThat(stored.file())
                .isEqualTo("databases/db2inst1/HOMEPAGE/HOMEPAGE.0.db2inst1.DBPART000.20260314210000.001");
        Expected expected = new Expected(List.of(), List.of(stored), List.of());
        assertThat(set.verify(expected, 1, Progress.NONE).defects()).isEmpty();
        assertThat(set.fetchImage(session, source(image), Progress.NONE).outcome())
                .isEqualTo(PackOutcome.ALREADY_PACKED);

        flip(stored.file(), 0.5);

        assertThat(set.verify(expected, 1, Progress.NONE).defects())
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.IMAGE_CHANGED);
        assertThat(set.fetchImage(session, source(image), Progress.NONE).outcome())
                .isEqualTo(PackOutcome.PACKED);
    }

    static ImageSource source(Path image) {
        return new ImageSource(
                DatabaseKind.DB2,
                "db",
                "db2inst1",
                "HOMEPAGE",
                image.toString(),
                null,
                "11.5",
                "db2 backup",
                "db2 backup db HOMEPAGE",
                "20260314210000",
                "db2inst1");
    }

    @Test
    void changed_role_mappings_are_found() throws IOException {
        StoredText text = set.putRoles("My App/with slash", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(text.file()).isEqualTo("roles/My%20App%2fwith%20slash.json");
        Files.writeString(set.directory().resolve(text.file()), "[]");

        assertThat(set.verify(new Expected(List.of(), List.of(), List.of(text)), 1, Progress.NONE)
                        .defects())
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.TEXT_CHANGED);
    }

    private void flip(String file, double place) throws IOException {
        try (RandomAccessFile access =
                new RandomAccessFile(set.directory().resolve(file).toFile(), "rw")) {
            long at = (long) (access.length() * place);
            access.seek(at);
            int old = access.read();
            access.seek(at);
            access.write(old ^ 4);
        }
    }
}
