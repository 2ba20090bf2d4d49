package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpdConfigTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<Location /x>|:1",
                "A b~<Location /x>~</LocationMatch>|:3",
                "</Location>|:1",
                "<Location /x>~</Location >|:2",
                "< Location /x>|:1",
                "<Location /x|:1",
                "<IfModule a>~<VirtualHost *>~</IfModule>~</VirtualHost>|:3",
                "A b\\\\~C d|:1",
                "A b\0c|:1",
                "~Include conf/httpd.conf|httpd.conf",
                "<Perl>~</Perl>|:1",
                "Use Macro|:1"
            })
    void what_httpd_would_not_take_is_refused_with_its_line(String text, String place) {
        assertThatThrownBy(() -> parse(text.replace('~', '\n')))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(GeneratedHttpd.MAIN + (place.startsWith(":") ? place + " (" : ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A \"b \\\"c\\\"\" 'd' e\\\\f",
                "A 'b \"c\"'\"d\" e\\f\r",
                "  A \\\r\n \"b \\\"c\\\"\"\td \\\n e\\f",
                "A \"b \\\"c\\\"\" d \"e\\f"
            })
    void words_are_cut_as_httpd_cuts_them(String line) {
        assertThat(parse(line).directives()).singleElement().satisfies(directive -> assertThat(directive.arguments())
                .containsExactly("b \"c\"", "d", "e\\f"));
    }

    @Test
    void a_comment_that_ends_in_a_backslash_takes_the_next_line_too() {
        assertThat(parse("# a \\\nListen 80\nListen 81\n# b \\\n").directives())
                .singleElement()
                .satisfies(directive -> assertThat(directive.line()).isEqualTo(3));
    }

    @Test
    void conditions_are_judged_in_the_order_of_the_file() {
        HttpdConfig config = parse(
                """
                <IfModule !mod_rewrite.c>
                  Before a
                </IfModule>
                LoadModule rewrite_module modules/mod_rewrite.so
                <IfModule rewrite_module>
                  After b
                  <IfDefine OPEN>
                    Never c
                  </IfDefine>
                </IfModule>
                Define OPEN
                <IfDefine OPEN>
                  Then d
                </IfDefine>
                <IfVersion < 2.4>
                  Old e
                </IfVersion>
                <IfModule worker.c>
                  Worker f
                </IfModule>
                """);

        assertThat(config.effective(facts("mpm_worker_module", "rewrite_module")))
                .extracting(Directive::name)
                .containsExactly("Before", "LoadModule", "After", "Define", "Then", "Worker");
        assertThat(config.directives()).hasSize(8);
    }

    @Test
    void files_that_include_each_other_twice_are_refused_soon() {
        assertThatThrownBy(() -> parse("Include conf/httpd.conf\nInclude conf/httpd.conf\n"))
                .hasMessageContaining("files that include each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RewriteEngine Off|:1: RewriteEngine off",
                "<VirtualHost *>~RewriteEngine oFF~</VirtualHost>|:2: RewriteEngine off",
                "<VirtualHost *>~RewriteRule a b~</VirtualHost>|:2: rewrite rules without RewriteEngine On",
                "<Location /x>~ErrorDocument 503 /y~</Location>|:2: an error page of its own",
                "CacheEnable disk /|:1: a cache that answers before any rule",
                "# BEGIN maintenance notice other~# END maintenance notice other 0|run other"
            })
    void a_notice_that_would_not_hold_is_refused(String text, String reason) {
        HttpdConfig config = parse(text.replace('~', '\n'));

        assertThatThrownBy(() -> NoticeEditPropertyTest.raise(config, Dialect.APACHE_24, true, 1))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void loading_a_module_must_not_wake_lines_that_sleep() {
        HttpdConfig config = parse("<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteRule a b\n</IfModule>\n");

        assertThatThrownBy(() -> NoticeEditPropertyTest.raise(config, Dialect.APACHE_24, false, 0))
                .hasMessageContaining(":2: lines that apply only once rewrite_module is loaded");
        assertThat(NoticeEditPropertyTest.raise(config, Dialect.APACHE_24, true, 0))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "your.ip.address",
                "localhost",
                "10.0.0",
                "10.0.0.012",
                "10.0.0.256",
                "10.0.0.1/33",
                "10.0.0.1/24",
                "",
                "10.0.0.1 ",
                "fe80::1%eth0",
                "1::2::3",
                "::1/129",
                "10.0.0.1/",
                "0x7f.1.1.1"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranges_hold_their_addresses_alone() {
        assertThat(AddressRange.parse("10.1.0.0/16").contains("10.1.255.1")).isTrue();
        assertThat(AddressRange.parse("10.1.0.0/16").contains("10.10.0.1")).isFalse();
        assertThat(AddressRange.parse("fd00::/8").contains("fd12::1")).isTrue();
        assertThat(AddressRange.parse("127.0.0.12").contains("127.0.0.121")).isFalse();
        assertThat(AddressRange.parse("fd00::/8").contains("10.0.0.1")).isFalse();
        assertThat(AddressRange.parse("::ffff:10.0.0.1")).hasToString("10.0.0.1");
    }

    private static HttpdConfig parse(String text) {
        return GeneratedHttpd.alone(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ServerFacts facts(String... modules) {
        return new ServerFacts("IBM_HTTP_Server/9.0.5", Dialect.APACHE_24, "worker", Set.of(modules), true);
    }
}
