package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApachectlTextTest {

    @ParameterizedTest
    @CsvSource({
        "Server version: IBM_HTTP_Server/8.5.5.24 (Unix),                              APACHE_22",
        "Server version: IBM_HTTP_Server/7.0.0.45 (Unix),                              APACHE_22",
        "Server version: IBM_HTTP_Server/9.0.5.25 (Unix),                              APACHE_24",
        "Server version: Apache/2.2.34 (Unix),                                         APACHE_22",
        "Server version: Apache/2.4.62 (Debian),                                       APACHE_24"
    })
    void a_version_names_its_dialect(String version, Dialect dialect) {
        String text = "httpd: a warning\n" + version + "\r\nServer built:   Mar 14 2026\n";

        assertThat(ApachectlText.version(text)).contains(version);
        assertThat(ApachectlText.dialect(version)).contains(dialect);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server version: IBM_HTTP_Server/6.1.0.47 Apache/2.0.47 (Unix)",
                "Server version: IBM_HTTP_Server/10.0.0.1 (Unix)",
                "Server version: Apache/2.0.64",
                "Server version: Apache/22.4.1",
                "Server version: nginx/1.26"
            })
    void a_version_that_is_not_known_has_no_dialect(String version) {
        assertThat(ApachectlText.dialect(version)).isEmpty();
    }

    @Test
    void what_names_no_version_is_no_answer() {
        assertThat(ApachectlText.version("apachectl: not found")).isEmpty();
    }

    @Test
    void modules_are_listed_however_they_came_in() {
        String text = "Loaded Modules:\n core_module (static)\n mpm_worker_module (static)\n rewrite_module (shared)\n"
                + "Syntax OK\n";

        Set<String> modules = ApachectlText.modules(text);

        assertThat(modules).containsExactlyInAnyOrder("core_module", "mpm_worker_module", "rewrite_module");
        assertThat(ApachectlText.mpmAmong(modules)).contains("worker");
    }

    @Test
    void an_error_lists_no_modules() {
        assertThat(ApachectlText.modules("AH00526: Syntax error on line 3 of /x (static)\nInvalid command\n"))
                .isEmpty();
    }

    @Test
    void the_module_that_processes_may_be_compiled_in_under_another_name() {
        assertThat(ApachectlText.mpmAmong(Set.of("core_module", "worker_c"))).isEmpty();
        assertThat(ApachectlText.mpm("Architecture:   64-bit\nServer MPM:     Worker\n  threaded:     yes\n"))
                .contains("worker");
        assertThat(ApachectlText.mpm("Architecture:   64-bit\n")).isEmpty();
    }

    @Test
    void only_a_line_of_its_own_says_that_the_syntax_is_ok() {
        assertThat(ApachectlText.syntaxOk("AH00558: could not determine the name\nSyntax OK\r\n"))
                .isTrue();
        assertThat(ApachectlText.syntaxOk("Syntax error on line 1 of /Syntax OK/httpd.conf:"))
                .isFalse();
    }
}
