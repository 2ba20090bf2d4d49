package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations in the style of real ones, of our own making; {@code .22.} and {@code .24.} in a name is its level. */
class CollectedConfigurationsTest {

    private static final Path COLLECTED = Path.of("webserver", "collected");

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(CollectedConfigurationsTest.class
                .getResource("/" + COLLECTED.toString().replace('\\', '/'))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void raised_and_lowered_it_is_as_before(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Dialect dialect = file.toString().contains(".22.") ? Dialect.APACHE_22 : Dialect.APACHE_24;
        boolean loaded = new String(bytes, StandardCharsets.ISO_8859_1).contains("\nLoadModule rewrite_module")
                || file.toString().contains("06-");
        HttpdConfig config = GeneratedHttpd.alone(bytes);
        long hosts = config.statements(GeneratedHttpd.MAIN).stream()
                .filter(statement -> statement.opens("VirtualHost"))
                .count();
        for (int code = 0; code < 3; code++) {
            List<FileEdit> edits = NoticeEditPropertyTest.raise(config, dialect, loaded, code);
            HttpdConfig raised = NoticeEditPropertyTest.applied(config, edits);

            assertThat(raised.directives().stream().filter(NoticeEditPropertyTest::isOurs))
                    .hasSize((int) hosts + 1);
            HttpdConfig lowered =
                    NoticeEditPropertyTest.applied(raised, NoticeEdit.lower(raised, NoticeEditPropertyTest.RUN, false));
            assertThat(lowered.bytes(GeneratedHttpd.MAIN)).isEqualTo(bytes);
        }
    }

    @Test
    void a_tree_in_debians_style_is_edited_where_the_virtual_hosts_are() {
        String root = GeneratedHttpd.ROOT;
        String load = root + "/conf/mods-enabled/rewrite.load";
        String rules = root + "/conf/conf-enabled/a.conf";
        String site = root + "/conf/sites-enabled/000-default.conf";
        HttpdConfig config = HttpdConfig.parse(
                root,
                GeneratedHttpd.MAIN,
                Map.of(
                        GeneratedHttpd.MAIN,
                        bytes("Include conf/*-enabled/*\nIncludeOptional conf/none/*.conf\n"),
                        load,
                        bytes("LoadModule rewrite_module modules/mod_rewrite.so\n"),
                        rules,
                        bytes("RewriteEngine On\nRewriteRule ^/$ /homepage/ [R]\n"),
                        site,
                        bytes("<VirtualHost *:80>\n</VirtualHost>")),
                Map.of(root + "/conf/*-enabled/*", List.of(load, rules, site), root + "/conf/none/*.conf", List.of()));

        List<FileEdit> edits = NoticeEditPropertyTest.raise(config, Dialect.APACHE_24, true, 0);

        assertThat(edits).extracting(FileEdit::path).containsExactlyInAnyOrder(GeneratedHttpd.MAIN, rules, site);
        assertThat(Set.copyOf(edits.stream()
                        .filter(edit -> edit.path().equals(rules))
                        .map(edit -> new String(edit.after(), StandardCharsets.ISO_8859_1))
                        .toList()))
                .singleElement()
                .asString()
                .startsWith("# BEGIN maintenance notice ")
                .endsWith("\nRewriteEngine On\nRewriteRule ^/$ /homepage/ [R]\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
