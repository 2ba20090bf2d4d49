package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PluginDirectivesTest {

    private static final String MAIN = "/opt/ihs/conf/httpd.conf";
    private static final String INCLUDED = "/opt/ihs/conf/was.conf";
    private static final String OLD = "/opt/plugins/config/webserver1/plugin-cfg.xml";
    private static final String COPY = "/opt/plugins/config/webserver1/plugin-cfg-primary-node2.xml";

    @Example
    void every_place_is_found_and_pointed_elsewhere_and_nothing_else_changes() {
        String main =
                """
                # WebSpherePluginConfig %1$s
                LoadModule was_ap24_module modules/mod_was_ap24_http.so
                WebSpherePluginConfig %1$s
                <IfModule was_ap24_module>\r
                \twebspherepluginconfig    "%1$s"\t\r
                </IfModule>
                <VirtualHost *:443>
                  WebSpherePluginConfig \\
                     '%1$s'
                </VirtualHost>
                ServerAdmin j\u00fcrgen@example.com
                """;
        String included = "WebSpherePluginConfig \\\r\n  %1$s";
        Section host = new Section(MAIN, 7, "VirtualHost", List.of("*:443"));
        List<Directive> directives = List.of(
                new Directive(MAIN, 2, "LoadModule", List.of("was_ap24_module", "modules/x.so"), List.of()),
                directive(MAIN, 3, OLD),
                new Directive(MAIN, 5, "webspherepluginconfig", List.of(OLD), List.of()),
                new Directive(MAIN, 8, "WebSpherePluginConfig", List.of(OLD), List.of(host)),
                directive(INCLUDED, 1, OLD),
                directive(INCLUDED, 1, OLD));
        Map<String, byte[]> files = Map.of(MAIN, bytes(main.formatted(OLD)), INCLUDED, bytes(included.formatted(OLD)));

        PluginDirectives found = PluginDirectives.of(directives, files);
        List<FileEdit> edits = found.repoint(Map.of(OLD, COPY));

        assertThat(found.places())
                .extracting(place -> place.file() + ":" + place.line())
                .containsExactly(MAIN + ":3", MAIN + ":5", MAIN + ":8", INCLUDED + ":1");
        assertThat(found.places().get(2).directive().within()).containsExactly(host);
        assertThat(edits).extracting(FileEdit::path).containsExactly(MAIN, INCLUDED);
        assertThat(text(edits.get(0).before())).isEqualTo(main.formatted(OLD));
        assertThat(text(edits.get(0).after()))
                .isEqualTo(main.formatted(COPY)
                        .replace("# WebSpherePluginConfig " + COPY, "# WebSpherePluginConfig " + OLD));
        assertThat(text(edits.get(1).after())).isEqualTo(included.formatted(COPY));
    }

    @Example
    void a_path_that_needs_quotes_gets_them() {
        String spaced = "C:\\Program Files\\IBM\\plugin-cfg.xml";

        assertThat(repointed("WebSpherePluginConfig " + OLD, OLD, spaced))
                .isEqualTo("WebSpherePluginConfig \"" + spaced + "\"");
        assertThat(repointed("WebSpherePluginConfig '" + OLD + "'", OLD, spaced))
                .isEqualTo("WebSpherePluginConfig '" + spaced + "'");
        assertThat(repointed("WebSpherePluginConfig \"" + spaced + "\" ", spaced, "/p.xml"))
                .isEqualTo("WebSpherePluginConfig \"/p.xml\" ");
        assertThat(repointed("WebSpherePluginConfig \"\\\\\\\\host\\p.xml\"", "\\\\host\\p.xml", "\\\\host\\q.xml"))
                .isEqualTo("WebSpherePluginConfig \"\\\\\\host\\q.xml\"");
    }

    @Example
    void a_word_that_goes_on_in_the_next_line_is_replaced_as_a_whole() {
        assertThat(repointed(
                        "WebSpherePlugin\\\nConfig /opt/\\\nplugin-cfg.xml\nListen 80\n", "/opt/plugin-cfg.xml", "/q"))
                .isEqualTo("WebSpherePlugin\\\nConfig /q\nListen 80\n");
    }

    @Example
    void a_defined_variable_is_replaced_by_what_httpd_reads() {
        assertThat(repointed("WebSpherePluginConfig ${P}/plugin-cfg.xml", OLD, COPY))
                .isEqualTo("WebSpherePluginConfig " + COPY);
        refused("WebSpherePluginConfig ${P}/plugin-cfg.xml", "${P}/plugin-cfg.xml");
    }

    @Example
    void what_is_not_one_plain_path_is_refused_with_file_and_line() {
        refused("WebSpherePluginConfig", OLD);
        refused("WebSpherePluginConfig " + OLD + " more", OLD);
        refused("WebSpherePluginConfig /other.xml", OLD);
        refused("#WebSpherePluginConfig " + OLD, OLD);
        refused("", OLD);
        assertThatThrownBy(() -> PluginDirectives.of(List.of(directive(MAIN, 2, OLD)), Map.of()))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageStartingWith("WebSpherePluginConfig is not understood: " + MAIN
                        + " line 2 (observed no bytes of this file, expected the file that was read)\nHINT: ");
        assertThatThrownBy(() -> PluginDirectives.of(
                        List.of(directive(MAIN, 7, OLD)), Map.of(MAIN, bytes("WebSpherePluginConfig " + OLD))))
                .isInstanceOf(ConfigRefusal.class);
    }

    @Example
    void no_place_is_forgotten_in_silence() {
        assertThatThrownBy(() -> repointed("WebSpherePluginConfig " + OLD, OLD, null))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(MAIN + " line 1 (observed " + OLD + ", expected one of [/some]");
        assertThatThrownBy(() -> PluginDirectives.of(List.of(), Map.of()).repoint(Map.of(OLD, COPY)))
                .isInstanceOf(ConfigRefusal.class);
    }

    @Example
    void a_path_that_cannot_be_written_is_refused() {
        for (String path :
                List.of("", "/a\"b", "/a'b", "/a\nb", "/a\n", "/${A}", "/a\\", "/a ", "#a", "/\u20ac", "/\u20acx")) {
            assertThatThrownBy(() -> repointed("WebSpherePluginConfig " + OLD, OLD, path))
                    .as(path)
                    .isInstanceOf(ConfigRefusal.class);
        }
    }

    @Example
    void the_path_that_is_there_already_changes_nothing() {
        PluginDirectives found = PluginDirectives.of(
                List.of(directive(MAIN, 1, OLD)), Map.of(MAIN, bytes("WebSpherePluginConfig " + OLD)));

        assertThat(found.repoint(Map.of(OLD, OLD))).isEmpty();
    }

    @Property(tries = 500)
    void there_and_back_gives_the_first_bytes(
            @ForAll("paths") String old,
            @ForAll("paths") String copy,
            @ForAll("blanks") String lead,
            @ForAll @From("blanks") String gap,
            @ForAll("tails") String tail,
            @ForAll boolean single) {
        char quote = single ? '\'' : '"';
        String before = "Listen 80\n" + lead + "WebSpherePluginConfig " + gap + quote + escaped(old) + quote + tail;

        String there = repointed(before, 2, old, copy);

        assertThat(DirectiveWords.on(2, there))
                .extracting(DirectiveWords.Word::value)
                .containsExactly("WebSpherePluginConfig", copy);
        assertThat(repointed(there, 2, copy, old)).isEqualTo(before);
    }

    @Property(tries = 300)
    void an_unquoted_path_arrives_as_itself(@ForAll("paths") String copy, @ForAll("tails") String tail) {
        String after = repointed("WebSpherePluginConfig /a" + tail, 1, "/a", copy);

        assertThat(DirectiveWords.on(1, after))
                .extracting(DirectiveWords.Word::value)
                .containsExactly("WebSpherePluginConfig", copy);
        assertThat(after).endsWith(tail);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab \\\\/.-\u00fc")
                .ofMaxLength(12)
                .map(path -> "/" + path + "x");
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\t ", "\\\n", " \\\r\n\t", "\\\n\\\n ");
    }

    @Provide
    Arbitrary<String> tails() {
        return Arbitraries.of(
                "", "\n", " \r\n", "\nListen 81\n", "\t\n# WebSpherePluginConfig /a\n", " \\\n \nListen 81");
    }

    private static String escaped(String path) {
        return path.replaceAll("\\\\(?=\\\\)", "\\\\\\\\");
    }

    private static void refused(String text, String path) {
        assertThatThrownBy(() -> repointed(text, path, COPY))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageStartingWith("WebSpherePluginConfig is not understood: " + MAIN + " line 1 (observed ");
    }

    private static String repointed(String text, String old, String copy) {
        return repointed(text, 1, old, copy);
    }

    private static String repointed(String text, int line, String old, String copy) {
        List<FileEdit> edits = PluginDirectives.of(List.of(directive(MAIN, line, old)), Map.of(MAIN, bytes(text)))
                .repoint(copy == null ? Map.of("/some", COPY) : Map.of(old, copy));
        return edits.isEmpty() ? text : text(edits.get(0).after());
    }

    private static Directive directive(String file, int line, String path) {
        return new Directive(file, line, "WebSpherePluginConfig", List.of(path), List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
