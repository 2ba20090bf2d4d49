package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LabExtension.class)
class LabWebServersIT {

    private static final LabLayout.Web NEW = LabLayout.WEB_SERVERS.get(0);
    private static final LabLayout.Web OLD = LabLayout.WEB_SERVERS.get(1);

    private final Lab lab;

    LabWebServersIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void apache_is_there() {
        assumeThat(lab.parts().get("webServer")).isEqualTo("real");
    }

    @Test
    void each_says_of_itself_what_it_is() throws Exception {
        assertThat(apachectl(NEW, "-v")).startsWith("Server version: IBM_HTTP_Server/9.0.5.21 (Unix)\n");
        assertThat(apachectl(NEW, "-V")).contains("Server version: IBM_HTTP_Server/9.0.5.21 (Unix)", "event");
        assertThat(apachectl(NEW, "-M"))
                .contains("mpm_event_module", "authz_core_module")
                .doesNotContain("access_compat_module");
        assertThat(apachectl(OLD, "-v")).startsWith("Server version: IBM_HTTP_Server/8.5.5.26 (Unix)\n");
        assertThat(apachectl(OLD, "-V")).contains("worker");
        assertThat(apachectl(OLD, "-M"))
                .contains("mpm_worker_module", "authz_host_module")
                .doesNotContain("authz_core_module");
        assertThat(apachectl(OLD, "-S")).contains("www2.lab.example", "mobile2.lab.example");
    }

    @Test
    void each_refuses_the_words_of_the_other_as_httpd_does(@TempDir Path directory) throws Exception {
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            assertThat(apachectl(web, "-t")).isEqualTo("Syntax OK\n0\n");
            assertThat(apachectl(web, "configtest")).isEqualTo("Syntax OK\n0\n");
        }
        assertThat(tested(NEW, directory, "<Location />\nOrder deny,allow\n</Location>\n"))
                .contains("Invalid command 'Order', perhaps misspelled or defined by a module not included")
                .endsWith("\n1\n");
        assertThat(tested(NEW, directory, "<Location />\nRequire all granted\n</Location>\n"))
                .isEqualTo("Syntax OK\n0\n");
        assertThat(tested(OLD, directory, "<Location />\nOrder deny,allow\nAllow from 127.0.0.1\n</Location>\n"))
                .isEqualTo("Syntax OK\n0\n");
        for (String words : List.of(
                "<Location />\nRequire ip 127.0.0.1\n</Location>\n",
                "<If \"-R '127.0.0.1/32'\">\nRedirect 500 /\n</If>\n",
                "Header always set Retry-After 60 \"expr=%{REQUEST_STATUS} == 503\"\n",
                "IncludeOptional conf.d/none-*.conf\n")) {
            assertThat(tested(OLD, directory, words))
                    .as(words)
                    .startsWith("Syntax error on line ")
                    .endsWith("\n1\n");
        }
    }

    @Test
    void a_word_in_an_included_file_stops_the_old_one_too_and_the_running_one_goes_on() throws Exception {
        Path extra = lab.layout().httpServer(OLD).resolve("conf.d/50-extra.conf");
        Files.writeString(extra, "# fine\n<If \"true\">\n</If>\n");
        try {
            assertThat(apachectl(OLD, "graceful"))
                    .contains("Syntax error on line 2 of " + extra + ":", "Invalid command '<If'")
                    .endsWith("\n1\n");
            assertThat(curl(LabLayout.WEB_SERVERS.get(1), "http", "/files/")).startsWith("200");
        } finally {
            Files.delete(extra);
        }
    }

    @Test
    void every_cluster_answers_at_every_door() throws Exception {
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            for (String door : List.of("http", "https", "mobile")) {
                for (String cluster : lab.layout().clusters()) {
                    assertThat(curl(web, door, LabLayout.path(cluster)))
                            .as(web.name() + " " + door + " " + cluster)
                            .startsWith("200 ")
                            .containsPattern(" version=1 server=" + cluster + "_server[12] .* clone=\\w+_srv[12] ");
                }
                assertThat(curl(web, door, "/index.html")).contains("Lab cell");
                assertThat(curl(web, door, "/nowhere")).startsWith("404 ");
            }
            assertThat(curl(web, "https", "/")).startsWith("302 ").contains("/homepage/");
            assertThat(curl(web, "https", "/w/x")).contains("application=Wikis");
            assertThat(curl(web, "https", "/boards")).contains("path=/boards");
            assertThat(curl(web, "mobile", "/m")).contains("application=Homepage");
            assertThat(curl(web, "https", "/files/", "--interface", lab.layout().crawler()))
                    .startsWith("403 ");
            assertThat(curl(web, "https", "/files/", "--interface", lab.layout().neighbour()))
                    .startsWith("200 ");
        }
    }

    @Test
    void a_reset_brings_back_configuration_and_server() throws Exception {
        Path file = lab.layout().httpServer(NEW).resolve("conf/httpd.conf");
        String before = Files.readString(file);
        Files.writeString(file, before + "<Location /files>\nRedirect 503 /files\n</Location>\n");
        LabReload.graceful(lab.layout(), NEW);
        awaitStatus("503");
        lab.reset();
        assertThat(Files.readString(file)).isEqualTo(before);
        awaitStatus("200");
        assertThat(apachectl(NEW, "stop")).endsWith("0\n");
        LabWait.until(
                "web server stopped",
                Duration.ofMinutes(2),
                () -> !LabProcesses.alive(lab.layout().run(), NEW.name()),
                () -> "it runs");
        lab.reset();
        awaitStatus("200");
    }

    private void awaitStatus(String wanted) {
        LabWait.until(
                "status " + wanted,
                Duration.ofMinutes(2),
                () -> curl(NEW, "http", "/files/").startsWith(wanted),
                () -> curl(NEW, "http", "/files/"));
    }

    /** What configtest says of a copy of the configuration with text at its end. */
    private String tested(LabLayout.Web web, Path directory, String text) throws Exception {
        Path copy = directory.resolve(web.name() + ".conf");
        Files.writeString(copy, Files.readString(lab.layout().httpServer(web).resolve("conf/httpd.conf")) + text);
        return apachectl(web, "-t -f " + LabScripts.quoted(copy.toString()));
    }

    /** Output and, in the last line, exit code. */
    private String apachectl(LabLayout.Web web, String words) throws IOException, InterruptedException {
        LabShell done = LabShell.run(
                lab.host(web.host()),
                LabScripts.quoted(lab.layout().httpServer(web) + "/bin/apachectl") + " " + words + " 2>&1; echo $?");
        return done.output();
    }

    private String curl(LabLayout.Web web, String door, String path, String... options) {
        try {
            return LabCurl.get(lab.layout(), web, door, path, options);
        } catch (IOException e) {
            return "000 " + e.getMessage();
        }
    }
}
