package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be unpacked is refused when it is read, before its content. */
class HostileArchiveTest {

    private static final Guard.Limits WIDE = new Guard.Limits(1000, 1 << 20, false);

    @TempDir
    Path directory;

    private final List<String> reached = new ArrayList<>();

    private IOException read(TarBuilder tar, Guard.Limits limits) throws IOException {
        return ArchiveReader.read(tar.store(directory), Seal.NONE, limits, new Entries.Visitor() {
                    @Override
                    public void begin(TarEntry entry) {
                        reached.add(entry.name());
                    }

                    @Override
                    public void end(TarEntry entry, String sha256) {}
                })
                .failure();
    }

    private void refused(TarBuilder tar, String why) throws IOException {
        assertThat(read(tar, WIDE)).isInstanceOf(Guard.Hostile.class).hasMessageContaining(why);
    }

    @Test
    void an_honest_archive_is_read() throws IOException {
        TarBuilder tar = new TarBuilder()
                .directory("./")
                .directory("./a/")
                .file("./a/..b", "x")
                .file("./a/b..", "x")
                .file("./a/...", "x")
                .file("./README", "x")
                .file("./readme", "x")
                .symlink("./out", "/etc/passwd")
                .symlink("./up", "../../elsewhere")
                .hardlink("./a/hard", "./README")
                .file("single", "x");

        assertThat(read(tar, WIDE)).isNull();
        assertThat(reached).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../x",
                "./../x",
                "./a/../../x",
                "a/..",
                "./a/./x",
                "a//x",
                "/etc/passwd",
                "//x",
                "./",
                ".",
                ""
            })
    void a_name_that_leads_elsewhere_is_refused(String name) throws IOException {
        assertThat(read(new TarBuilder().directory("./").pax("path=" + name).file("x", "y"), WIDE))
                .isInstanceOf(Guard.Hostile.class);
        assertThat(reached).containsExactly("./");
    }

    @Test
    void a_name_with_a_zero_byte_is_refused() throws IOException {
        refused(new TarBuilder().pax("path=a\0/../b").file("x", "y"), "zero byte");
    }

    @Test
    void nothing_is_written_through_a_symbolic_link() throws IOException {
        refused(new TarBuilder().symlink("./etc", "/etc").file("./etc/passwd", "root"), "through a link");
        refused(new TarBuilder().symlink("etc", "/etc").file("./etc/deep/down", "root"), "through a link");
        refused(new TarBuilder().symlink("./etc", "/etc").symlink("./etc/x", "y"), "through a link");
        refused(new TarBuilder().symlink("./etc", "/etc").directory("./etc/"), "comes twice");
        refused(new TarBuilder().symlink("./etc", "/etc").file("./etc", "x"), "comes twice");
    }

    @Test
    void the_top_itself_is_a_directory() throws IOException {
        refused(new TarBuilder().symlink("./", "/etc").file("./passwd", "root"), "top is no directory");
        refused(new TarBuilder().symlink(".", "..").file("a", "x"), "top is no directory");
    }

    @Test
    void nothing_is_written_through_a_hard_link_to_a_symbolic_link() throws IOException {
        refused(
                new TarBuilder()
                        .symlink("./etc", "/etc")
                        .hardlink("./alias", "./etc")
                        .file("./alias/passwd", "root"),
                "through a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "./a/../../x", "./never-brought", "./later", "./directory"})
    void a_hard_link_to_what_the_archive_did_not_bring_is_refused(String target) throws IOException {
        assertThat(read(
                        new TarBuilder()
                                .directory("./directory")
                                .hardlink("./hard", target)
                                .file("./later", "x"),
                        WIDE))
                .isInstanceOf(Guard.Hostile.class);
    }

    @Test
    void a_hard_link_through_a_symbolic_link_is_refused() throws IOException {
        refused(new TarBuilder().symlink("./etc", "/etc").hardlink("./hard", "./etc/passwd"), "through a link");
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6'})
    void devices_and_pipes_are_refused(char type) throws IOException {
        refused(new TarBuilder().member(type, "./dev", "", new byte[0]), "device or pipe");
    }

    @ParameterizedTest
    @ValueSource(chars = {'M', 'V', 'D', 'S', 'N', 'Z', 'A'})
    void kinds_that_the_vault_does_not_write_are_refused(char type) throws IOException {
        assertThat(read(new TarBuilder().member(type, "./x", "", new byte[0]), WIDE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kind of member not known");
    }

    @Test
    void a_name_that_comes_twice_is_refused() throws IOException {
        refused(new TarBuilder().file("./x", "1").file("./x", "2"), "comes twice");
        refused(new TarBuilder().file("./x", "1").file("x", "2"), "comes twice");
        refused(new TarBuilder().file("./x", "1").directory("./x/"), "comes twice");
    }

    @Test
    void names_that_differ_in_case_only_are_refused_where_the_target_does_not_tell_them_apart() throws IOException {
        Guard.Limits folding = new Guard.Limits(1000, 1 << 20, true);

        assertThat(read(new TarBuilder().file("./README", "1").file("./readme", "2"), folding))
                .isInstanceOf(Guard.Hostile.class);
        assertThat(read(new TarBuilder().symlink("./Etc", "/etc").file("./etc/x", "2"), folding))
                .isInstanceOf(Guard.Hostile.class);
    }

    @Test
    void more_than_recorded_is_refused_before_it_is_read() throws IOException {
        assertThat(read(new TarBuilder().file("./a", "12").file("./b", "3"), new Guard.Limits(2, 2, false)))
                .hasMessageContaining("more content than recorded");
        assertThat(read(new TarBuilder().file("./a", "1").file("./b", "2"), new Guard.Limits(1, 9, false)))
                .hasMessageContaining("more members than recorded");
        assertThat(reached).containsExactly("./a", "./a");
    }

    @Test
    void a_hole_of_many_terabytes_is_refused_before_it_is_read() throws IOException {
        byte[] map = new byte[512];
        map[0] = '0';
        map[1] = '\n';
        TarBuilder bomb = new TarBuilder()
                .pax(
                        "GNU.sparse.major=1",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.name=./bomb",
                        "GNU.sparse.realsize=99999999999999")
                .member('0', "./GNUSparseFile.0/bomb", "", map);

        refused(bomb, "more content than recorded");
    }

    @Test
    void a_compressed_bomb_is_refused_when_its_size_is_read() throws IOException {
        refused(new TarBuilder().file("./a", "x".repeat(2 << 20)), "more content than recorded");
    }

    @Test
    void content_behind_the_end_is_refused() throws IOException {
        byte[] hidden = new TarBuilder().file("./hidden", "x").end();
        TarBuilder tar = new TarBuilder().file("./a", "x");
        tar.end();

        assertThat(read(tar.raw(hidden), WIDE)).hasMessageContaining("behind the end mark");
    }

    @Test
    void sizes_and_numbers_that_make_no_sense_are_refused() throws IOException {
        assertThat(read(new TarBuilder().header('5', "./d", "", 512).raw(new byte[512]), WIDE))
                .hasMessageContaining("size that does not fit");
        assertThat(read(new TarBuilder().pax("size=-1").file("./a", "x"), WIDE)).isInstanceOf(IOException.class);
        assertThat(read(new TarBuilder().pax("size=x").file("./a", "x"), WIDE)).isInstanceOf(IOException.class);
        assertThat(read(new TarBuilder().header('x', "./p", "", 1L << 32), WIDE))
                .hasMessageContaining("header too large");
        assertThat(read(new TarBuilder().member('x', "p", "", "99 a=b\n".getBytes(StandardCharsets.US_ASCII)), WIDE))
                .hasMessageContaining("not well-formed");
    }

    @Test
    void a_sparse_map_out_of_order_is_refused() throws IOException {
        byte[] content = new byte[512 + 8];
        byte[] map = "2\n4\n4\n0\n4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(map, 0, content, 0, map.length);
        TarBuilder tar = new TarBuilder()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=./x", "GNU.sparse.realsize=100")
                .member('0', "./x", "", content);

        assertThat(read(tar, WIDE)).hasMessageContaining("out of order");
    }

    @Test
    void an_altered_header_is_refused() throws IOException {
        byte[] tar = new TarBuilder().file("./a", "x").end();
        tar[3] ^= 1;

        assertThat(read(new TarBuilder().raw(tar), WIDE)).hasMessageContaining("not a tar header");
    }

    @Test
    void what_is_no_zstd_is_refused() throws IOException {
        Path plain = Files.write(
                directory.resolve("plain"), new TarBuilder().file("./a", "x").end());

        assertThat(ArchiveReader.read(plain, Seal.NONE, WIDE, (entry, sha256) -> {})
                        .failure())
                .isInstanceOf(IOException.class);
    }
}
