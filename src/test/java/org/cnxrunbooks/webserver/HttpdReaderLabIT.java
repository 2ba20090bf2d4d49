package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.LabSsh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configurations read over a real sshd. */
@Timeout(120)
class HttpdReaderLabIT {

    @TempDir
    Path directory;

    private final List<CommandRecord> commands = new ArrayList<>();
    private LabSsh sshd;
    private SshHosts hosts;
    private Path root;

    @BeforeEach
    void start() {
        sshd = LabSsh.start(directory.resolve("sshd"), "127.0.0.1", 0, Map.of());
        hosts = new SshHosts(Clock.systemUTC());
        root = directory.resolve("it's a root");
    }

    @AfterEach
    void stop() {
        hosts.close();
        sshd.close();
    }

    @Test
    void everything_that_is_included_is_read_in_httpds_order() throws IOException {
        file(
                "conf/httpd.conf",
                "ServerRoot \"" + root + "/\"\nInclude \"conf/sites *\\\"/*.conf\"\nInclude conf/tree\n"
                        + "IncludeOptional conf/none/*.conf\n#Include conf/commented.conf\nInclude /dev/null\nLast \u00fc");
        file("conf/sites *\"/a/x.conf", "");
        file("conf/sites *\"/b.conf", "B 1\nInclude conf/once.inc\n");
        file("conf/sites *\"/a $(touch x) b.conf", "A 1\r\n");
        file("conf/sites *\"/.hidden.conf", "Hidden 1\n");
        file("conf/tree/m-n/x", "Second 1\n");
        file("conf/tree/m/x", "First 1\n");
        file("conf/tree/.dot", "Zero 1\n");
        file("conf/once.inc", "Once 1\n");

        HttpdConfig config = reader().read();

        assertThat(config.directives())
                .extracting(Directive::name)
                .containsExactly(
                        "ServerRoot",
                        "Include",
                        "A",
                        "B",
                        "Include",
                        "Once",
                        "Include",
                        "Zero",
                        "First",
                        "Second",
                        "IncludeOptional",
                        "Include",
                        "Last");
        assertThat(config.bytes(root + "/conf/httpd.conf")).endsWith(0xfc);
        assertThat(commands)
                .filteredOn(command -> command.command().startsWith("sh "))
                .as("one shell for each level of Includes")
                .hasSize(2);
    }

    @Test
    void what_cannot_be_read_safely_is_refused() throws IOException {
        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("conf/httpd.conf");

        file("conf/httpd.conf", "Include ${SITES}/*.conf\n");
        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("httpd.conf:1")
                .hasMessageContaining("a variable");

        file("conf/httpd.conf", "Include conf/odd/*\n");
        file("conf/odd/a\n+b", "A 1\n");
        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("exit code 3");
        Files.delete(root.resolve("conf/odd/a\n+b"));

        file("conf/odd/a", "Include conf/odd/a\n");
        assertThatThrownBy(() -> reader().read()).hasMessageContaining("files that include each other");

        file("conf/odd/a", "x".repeat((int) HttpdReader.LIMIT + 1));
        assertThatThrownBy(() -> reader().read()).isInstanceOf(HostFailure.class);
    }

    private HttpdReader reader() {
        return new HttpdReader(
                hosts.connect(sshd.host("web"), commands::add),
                new WebServer("webserver1", "web", root.toString(), WebServer.ClientAddresses.DIRECT));
    }

    private void file(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
