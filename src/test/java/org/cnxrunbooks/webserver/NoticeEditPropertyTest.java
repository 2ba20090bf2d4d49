package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;

/** Over made-up configurations: what goes in comes out, and nothing else moves. */
class NoticeEditPropertyTest {

    static final String RUN = "maintenance-notice-lab-20260314-210000";

    @Property
    void every_directive_is_read_in_its_order_with_its_sections(@ForAll long seed) {
        GeneratedHttpd made = new GeneratedHttpd(seed, 503);

        assertThat(GeneratedHttpd.read(made.config().directives())).isEqualTo(made.read());
    }

    @Property
    void lowering_what_was_raised_gives_the_bytes_of_before(
            @ForAll long seed, @ForAll Dialect dialect, @ForAll boolean loaded, @ForAll @IntRange(max = 2) int code) {
        HttpdConfig before = new GeneratedHttpd(seed, status(code)).config();
        HttpdConfig raised = applied(before, raise(before, dialect, loaded, code));

        HttpdConfig lowered = applied(raised, NoticeEdit.lower(raised, RUN, false));

        for (String path : before.paths()) {
            assertThat(raised.bytes(path).length).isGreaterThanOrEqualTo(before.bytes(path).length);
            assertThat(lowered.bytes(path)).as(path).isEqualTo(before.bytes(path));
        }
        assertThat(raise(raised, dialect, loaded, code)).as("raised twice").isEmpty();
        assertThat(raise(raised, dialect, true, code))
                .as("raised again, httpd having loaded it")
                .matches(edits -> loaded || edits.isEmpty());
        assertThat(NoticeEdit.lower(before, RUN, false)).as("lowered twice").isEmpty();
    }

    @Property
    void the_rule_stands_once_and_first_in_every_server_and_the_sites_lines_stay(
            @ForAll long seed, @ForAll Dialect dialect, @ForAll boolean loaded) {
        GeneratedHttpd made = new GeneratedHttpd(seed, 503);
        HttpdConfig before = made.config();
        HttpdConfig raised = applied(before, raise(before, dialect, loaded, 1));

        List<Directive> rules = raised.directives().stream()
                .filter(directive -> directive.is("RewriteRule"))
                .toList();
        assertThat(rules.stream().filter(NoticeEditPropertyTest::isOurs)).hasSize(made.virtualHosts + 1);
        Map<List<Section>, Directive> first = new LinkedHashMap<>();
        for (Directive rule : rules) {
            first.putIfAbsent(
                    rule.within().stream()
                            .filter(section -> section.is("VirtualHost"))
                            .toList(),
                    rule);
        }
        assertThat(first).hasSize(made.virtualHosts + 1).allSatisfy((server, rule) -> assertThat(rule.arguments())
                .containsExactly("^/upgrading\\.html$", "/upgrading.html", "[L]"));
        assertThat(raised.directives().stream()
                        .filter(directive -> directive.is("ErrorDocument")
                                && directive.within().isEmpty())
                        .filter(directive -> directive.arguments().get(1).equals("/upgrading.html")))
                .hasSize(1);
        List<String> left = new ArrayList<>(GeneratedHttpd.read(raised.directives()));
        for (String site : made.read()) {
            assertThat(left).contains(site);
            while (!left.get(0).equals(site)) {
                left.remove(0);
            }
            left.remove(0);
        }
    }

    @Property(tries = 300)
    void what_others_write_outside_the_block_survives(@ForAll long seed, @ForAll Dialect dialect) {
        HttpdConfig before = new GeneratedHttpd(seed, 503).config();
        HttpdConfig raised = applied(before, raise(before, dialect, true, 1));
        Map<String, byte[]> touched = new LinkedHashMap<>();
        for (String path : raised.paths()) {
            touched.put(path, bytes("# theirs\n" + text(raised.bytes(path)) + "\n# theirs too\n"));
        }

        HttpdConfig lowered = raised.with(touched);
        lowered = applied(lowered, NoticeEdit.lower(lowered, RUN, false));

        for (String path : before.paths()) {
            assertThat(text(lowered.bytes(path)))
                    .isEqualTo("# theirs\n" + text(before.bytes(path)) + "\n# theirs too\n");
        }
    }

    @Property(tries = 200)
    void what_others_write_inside_the_block_is_taken_only_when_confirmed(@ForAll long seed, @ForAll Dialect dialect) {
        HttpdConfig before = new GeneratedHttpd(seed, 503).config();
        HttpdConfig raised = applied(before, raise(before, dialect, true, 1));
        Map<String, byte[]> touched = new LinkedHashMap<>();
        for (String path : raised.paths()) {
            touched.put(
                    path, bytes(text(raised.bytes(path)).replace("ErrorDocument 503 /up", "ErrorDocument 503  /up")));
        }
        HttpdConfig changed = raised.with(touched);

        assertThatThrownBy(() -> NoticeEdit.lower(changed, RUN, false))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("changed by somebody else: " + GeneratedHttpd.MAIN);
        HttpdConfig lowered = applied(changed, NoticeEdit.lower(changed, RUN, true));
        for (String path : before.paths()) {
            assertThat(lowered.bytes(path)).isEqualTo(before.bytes(path));
        }
    }

    static boolean isOurs(Directive rule) {
        return rule.arguments().size() == 3 && rule.arguments().get(2).contains("E=maintenance_notice:1");
    }

    private static int status(int code) {
        return List.of(500, 503, 403).get(code);
    }

    static List<FileEdit> raise(HttpdConfig config, Dialect dialect, boolean loaded, int code) {
        Set<String> modules =
                loaded ? Set.of("rewrite_module", "headers_module", "core_module") : Set.of("core_module");
        return NoticeEdit.raise(
                config,
                new ServerFacts("Server version: IBM_HTTP_Server/9", dialect, "event", modules, true),
                new NoticeRequest(
                        RUN,
                        status(code),
                        List.of(AddressRange.parse("10.0.0.12"), AddressRange.parse("10.1.0.0/16")),
                        "/upgrading.html",
                        Duration.ofHours(1),
                        Set.of("mod_rewrite.so", "mod_headers.so")));
    }

    static HttpdConfig applied(HttpdConfig config, List<FileEdit> edits) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        config.paths().forEach(path -> files.put(path, config.bytes(path)));
        for (FileEdit edit : edits) {
            assertThat(edit.before()).isEqualTo(files.get(edit.path()));
            files.put(edit.path(), edit.after());
        }
        return config.with(files);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
