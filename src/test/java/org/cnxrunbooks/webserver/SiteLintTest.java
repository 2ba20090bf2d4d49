package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.cell.WebServer.ClientAddresses;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteLintTest {

    // ---- an earlier notice

    @Test
    void rules_of_an_earlier_notice_stand_in_the_way_and_its_page_is_told() {
        List<Finding> findings = lint(
                """
                ErrorDocument 500 /upgrading.html
                RewriteEngine On
                RewriteRule !^/upgrading\\.html$ - [R=500,L]
                """);

        assertThat(findings).extracting(Finding::line).containsExactly(1, 3);
        assertThat(findings).extracting(Finding::blocking).containsExactly(false, true);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(ConfigTexts.MAIN);
            assertThat(finding.problem()).contains("earlier maintenance notice");
        });
    }

    @Test
    void the_wrong_name_of_the_page_is_told() {
        assertThat(lint("ErrorDocument 500 /upgrading.htm\n"))
                .extracting(Finding::problem)
                .anyMatch(problem -> problem.contains("names upgrading.htm,"));
        assertThat(lint("ErrorDocument 500 /upgrading.html\n"))
                .extracting(Finding::problem)
                .noneMatch(problem -> problem.contains("names upgrading.htm,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ErrorDocument 500 /error.html",
                "ErrorDocument 500 /upgrading.htmlx",
                "RewriteRule ^/blogs/upgrading - [L]",
                "Alias /upgrading.html /srv/page.html"
            })
    void other_pages_are_no_notice(String line) {
        assertThat(lint(line)).isEmpty();
    }

    @Test
    void the_marked_block_of_another_run_is_told_with_its_line() {
        String block = NoticeBlock.text("notice-lab-20260314-210000", List.of("KeepAlive On"), "\n", false);
        HttpdConfig config = ConfigTexts.config("# first\n" + block);

        assertThat(full(config, "another", Set.of())).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.problem()).contains("notice-lab-20260314-210000");
            assertThat(finding.blocking()).isTrue();
        });
        assertThat(full(config, "notice-lab-20260314-210000", Set.of())).isEmpty();
    }

    // ---- addresses

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "%{REMOTE_ADDR} !^192.168.1.14$            ; any character",
                "%{REMOTE_ADDR} ^10\\.0.0\\.1$             ; any character",
                "%{REMOTE_ADDR} ^10\\.0\\.\\d+.7$          ; any character",
                "%{REMOTE_ADDR} !^192\\.168\\.1\\.14       ; longer addresses",
                "%{REMOTE_ADDR} 192\\.168\\.1\\.14$        ; only contain",
                "%{REMOTE_ADDR} ^10\\.1\\.1\\.1$|10\\.1\\.1\\.2$ ; only contain",
                "%{REMOTE_HOST} !^192\\.168\\.1\\.14$      ; HostnameLookups",
                "%{remote_host} ^10\\.0\\.0\\.1$           ; HostnameLookups"
            })
    void a_pattern_that_matches_more_than_its_address_is_told(String condition, String problem) {
        assertThat(lint("RewriteCond " + condition + "\n")).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).contains(problem);
            assertThat(finding.blocking()).isFalse();
            assertThat(finding.line()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%{REMOTE_ADDR} !^192\\.168\\.1\\.14$",
                "%{REMOTE_ADDR} ^192\\.168\\.",
                "%{REMOTE_ADDR} ^10\\.0\\..*",
                "%{REMOTE_ADDR} ^(10\\.0\\.0\\.1|10\\.0\\.0\\.2)$",
                "%{REMOTE_ADDR} ^10\\.0\\.0\\.1$|^10\\.0\\.0\\.2$",
                "%{REMOTE_ADDR} =10.0.0.1",
                "%{REMOTE_ADDR} ^fd00:",
                "%{HTTP_HOST} 10.0.0.1"
            })
    void a_pattern_that_means_what_it_says_is_left_alone(String condition) {
        assertThat(lint("RewriteCond " + condition + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Require ip your.ip.address",
                "Require ip your_ip",
                "RewriteCond %{REMOTE_ADDR} !^your\\.ip\\.address$",
                "Require ip xxx.xxx.xxx.xxx",
                "Require ip x.x.x.x"
            })
    void a_placeholder_is_told(String line) {
        assertThat(lint(line)).singleElement().satisfies(finding -> assertThat(finding.problem())
                .contains("placeholder"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Require host static.7.2.0.192.clients.your-server.de",
                "Require ip 192.0.2.7",
                "Require host your.iphone.example",
                "ServerAdmin your.ip@example.com"
            })
    void a_name_that_sounds_like_one_is_none(String line) {
        assertThat(lint(line)).isEmpty();
    }

    // ---- words of the other level

    @ParameterizedTest
    @ValueSource(strings = {"Order Deny,Allow", "allow from all", "Deny from all", "Satisfy Any"})
    void old_access_words_stop_a_new_server(String line) {
        String text = "<Location /x>\n" + line + "\n</Location>\n";

        assertThat(lint(text)).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.problem()).contains("mod_access_compat");
            assertThat(finding.blocking()).isTrue();
        });
        assertThat(lint(text, ConfigTexts.facts(Dialect.APACHE_24, "access_compat_module"), null))
                .isEmpty();
        assertThat(lint(text, ConfigTexts.IHS85, null)).isEmpty();
        assertThat(lint("<IfModule mod_access_compat.c>\n" + line + "\n</IfModule>\n"))
                .isEmpty();
    }

    // ---- pages of errors

    @Test
    void a_page_that_is_nowhere_is_told() {
        HttpdConfig config = ConfigTexts.config(
                """
                DocumentRoot /srv/one
                ErrorDocument 404 /missing.html
                ErrorDocument 403 "Go away"
                ErrorDocument 401 http://elsewhere.example.com/page.html
                ErrorDocument 502 /errors/page.html
                Alias /errors/ /srv/errors/
                <VirtualHost *:443>
                  DocumentRoot /srv/two
                </VirtualHost>
                """);

        assertThat(SiteLint.errorPages(config.effective(ConfigTexts.IHS9), ConfigTexts.ROOT)
                        .values())
                .containsExactly(List.of("/srv/one/missing.html", "/srv/two/missing.html"));
        assertThat(full(config, "run", Set.of())).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.problem()).contains("/missing.html");
        });
        assertThat(full(config, "run", Set.of("/srv/two/missing.html"))).isEmpty();
    }

    // ---- balancers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LogFormat \"%{X-Forwarded-For}i %h %u\" combined",
                "SetEnvIf X-Forwarded-For ^10\\.0\\.0\\.1$ inside",
                "RewriteCond %{HTTP:X-Forwarded-For} ^10\\.0\\.0\\.1$",
                "RemoteIPHeader X-Forwarded-For"
            })
    void a_header_of_balancers_makes_the_address_doubtful_until_somebody_says_whose_it_is(String line) {
        assertThat(lint(line)).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(1);
            assertThat(finding.hint()).contains("clients");
            assertThat(finding.blocking()).isTrue();
        });
        assertThat(lint(line, ConfigTexts.IHS9, ClientAddresses.DIRECT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b\" common",
                "RequestHeader set X-Forwarded-Proto https",
                "SetEnvIf User-Agent MSIE nokeepalive",
                "<IfModule mod_remoteip.c>\nRemoteIPHeader X-Forwarded-For\n</IfModule>"
            })
    void other_headers_tell_nothing_of_a_balancer(String line) {
        assertThat(lint(line)).isEmpty();
    }

    @Test
    void addresses_that_are_said_to_be_restored_need_the_module_that_does_it() {
        String line = "RemoteIPHeader X-Forwarded-For\n";
        ServerFacts with = ConfigTexts.facts(Dialect.APACHE_24, "remoteip_module");

        assertThat(lint(line, with, ClientAddresses.REMOTE_IP)).isEmpty();
        assertThat(lint(line, ConfigTexts.IHS9, ClientAddresses.REMOTE_IP))
                .singleElement()
                .satisfies(finding -> assertThat(finding.blocking()).isTrue());
        assertThat(lint("Listen 80\n", with, ClientAddresses.REMOTE_IP)).hasSize(1);
    }

    @Test
    void behind_a_balancer_nobody_can_be_told_from_another() {
        assertThat(lint("Listen 80\n", ConfigTexts.IHS9, ClientAddresses.BALANCER))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo(ConfigTexts.MAIN);
                    assertThat(finding.blocking()).isTrue();
                });
    }

    @Test
    void what_a_file_that_is_included_twice_says_is_told_once() {
        List<Directive> once = ConfigTexts.effective("Require ip your.ip\n");

        assertThat(SiteLint.findings(List.of(once.get(0), once.get(0)), ConfigTexts.IHS9, server(null)))
                .hasSize(1);
    }

    private static List<Finding> lint(String text) {
        return lint(text, ConfigTexts.IHS9, null);
    }

    private static List<Finding> lint(String text, ServerFacts facts, @Nullable ClientAddresses clients) {
        return SiteLint.findings(ConfigTexts.config(text).effective(facts), facts, server(clients));
    }

    private static List<Finding> full(HttpdConfig config, String runId, Set<String> present) {
        return SiteLint.findings(config, ConfigTexts.IHS9, server(null), runId, present);
    }

    private static WebServer server(@Nullable ClientAddresses clients) {
        return new WebServer("web1", "one", ConfigTexts.ROOT, clients);
    }
}
