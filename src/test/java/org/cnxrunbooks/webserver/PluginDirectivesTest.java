package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
                Include conf/was.conf
                Include conf/was.conf
                ServerAdmin j\u00fcrgen@example.com
                """;
        String included = "WebSpherePluginConfig \\\r\n  %1$s";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MAIN, bytes(main.formatted(OLD)));
        files.put(INCLUDED, bytes(included.formatted(OLD)));

        PluginDirectives found =
                PluginDirectives.of(HttpdConfig.parse("/opt/ihs", MAIN, files, Map.of(INCLUDED, List.of(INCLUDED))));
        List<FileEdit> edits = found.repoint(Map.of(OLD, COPY));

        assertThat(found.places())
                .extracting(place -> place.file() + ":" + place.line())
                .containsExactly(MAIN + ":3", MAIN + ":5", MAIN + ":8", INCLUDED + ":1");
        assertThat(found.places().get(2).directive().within())
                .containsExactly(new Section(MAIN, 7, "VirtualHost", List.of("*:443")));
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
    void what_is_not_one_plain_path_is_refused_with_file_and_line() {
        for (String arguments : List.of("", " " + OLD + " more", " ${P}/plugin-cfg.xml", " \"" + OLD + "\"more")) {
            assertThatThrownBy(() -> repointed("WebSpherePluginConfig" + arguments, OLD, COPY))
                    .isInstanceOf(ConfigRefusal.class)
                    .hasMessageStartingWith("WebSpherePluginConfig is not understood: " + MAIN + " line 1 (observed ");
        }
    }

    @Example
    void no_place_is_forgotten_in_silence() {
        assertThatThrownBy(() -> repointed("WebSpherePluginConfig " + OLD, OLD, null))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(MAIN + " line 1 (observed " + OLD + ", expected one of [/some]");
        assertThatThrownBy(() -> found("Listen 80\n").repoint(Map.of(OLD, COPY)))
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
        assertThat(found("WebSpherePluginConfig " + OLD).repoint(Map.of(OLD, OLD)))
                .isEmpty();
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

        String there = repointed(before, old, copy);

        assertThat(DirectiveWords.on(2, there))
                .extracting(DirectiveWords.Word::value)
                .containsExactly("WebSpherePluginConfig", copy);
        assertThat(repointed(there, copy, old)).isEqualTo(before);
    }

    @Property(tries = 300)
    void an_unquoted_path_arrives_as_itself(@ForAll("paths") String copy, @ForAll("tails") String tail) {
        String after = repointed("WebSpherePluginConfig /a" + tail, "/a", copy);

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

    private static String repointed(String text, String old, String copy) {
        List<FileEdit> edits = found(text).repoint(copy == null ? Map.of("/some", COPY) : Map.of(old, copy));
        return edits.isEmpty() ? text : text(edits.get(0).after());
    }

    private static PluginDirectives found(String text) {
        return PluginDirectives.of(HttpdConfig.parse("/opt/ihs", MAIN, Map.of(MAIN, bytes(text)), Map.of()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
