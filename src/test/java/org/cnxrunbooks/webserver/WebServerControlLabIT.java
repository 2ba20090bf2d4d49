package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.LabSsh;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real httpd behind an SSH server. */
class WebServerControlLabIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static LabSsh ssh;
    private static SshHosts hosts;
    private static HostSession session;
    private static PrivateHttpd httpd;
    private static WebServerControl control;
    private static byte[] main;

    @BeforeAll
    static void start() throws Exception {
        httpd = PrivateHttpd.lay(directory.resolve("HTTPServer"), "127.0.9.21");
        ssh = LabSsh.start(directory.resolve("ssh"), "127.0.9.21", 0, Map.of());
        hosts = new SshHosts(Clock.systemUTC());
        session = hosts.connect(ssh.host("one"), entry -> {});
        control = new WebServerControl(session, httpd.webServer());
        main = Files.readAllBytes(httpd.file("conf/httpd.conf"));
    }

    @AfterEach
    void stop() throws IOException {
        Files.write(httpd.file("conf/httpd.conf"), main);
        assertThat(control.stop(LIMIT).answer().reached()).isTrue();
    }

    @AfterAll
    static void end() {
        if (hosts != null) {
            hosts.close();
        }
        if (ssh != null) {
            ssh.close();
        }
    }

    @Test
    void a_server_is_started_reloaded_and_stopped_and_twice_is_harmless() throws Exception {
        assertThat(control.running()).isFalse();
        assertThat(control.graceful(LIMIT).answer()).isEqualTo(WebServerAnswer.NOT_RUNNING);
        assertThat(control.running()).as("a reload starts nothing").isFalse();
        assertThat(control.stop(LIMIT).answer()).isEqualTo(WebServerAnswer.ALREADY_STOPPED);

        assertThat(control.start(LIMIT).answer()).isEqualTo(WebServerAnswer.STARTED);
        assertThat(control.start(LIMIT).answer()).isEqualTo(WebServerAnswer.ALREADY_STARTED);
        long pid = pid();
        assertThat(control.graceful(LIMIT).answer()).isEqualTo(WebServerAnswer.RELOADED);
        assertThat(control.graceful(LIMIT).answer()).isEqualTo(WebServerAnswer.RELOADED);
        assertThat(pid()).isEqualTo(pid);

        assertThat(control.stop(LIMIT).answer()).isEqualTo(WebServerAnswer.STOPPED);
        assertThat(control.running()).isFalse();
        assertThatThrownBy(() -> new Socket(httpd.address(), httpd.http()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void a_start_waits_for_a_server_that_is_still_ending() throws Exception {
        control.start(LIMIT);
        long old = pid();
        httpd.apachectl("stop");

        WebServerReport report = control.start(LIMIT);

        assertThat(report.answer()).isEqualTo(WebServerAnswer.STARTED);
        assertThat(pid()).isNotEqualTo(old);
        assertThat(control.running()).isTrue();
    }

    @Test
    void with_a_broken_configuration_nothing_is_done() throws Exception {
        control.start(LIMIT);
        Files.writeString(httpd.file("conf/httpd.conf"), "Nonsense on\n", StandardOpenOption.APPEND);

        for (WebServerReport report : List.of(control.graceful(LIMIT), control.stop(LIMIT))) {
            assertThat(report.answer()).isEqualTo(WebServerAnswer.CONFIGURATION_REFUSED);
            assertThat(report.message()).contains("Invalid command 'Nonsense'", "HINT:");
        }
        assertThat(control.running()).isTrue();
        Files.write(httpd.file("conf/httpd.conf"), main);
    }

    @Test
    void a_pid_file_that_names_a_process_of_somebody_else_is_no_server() throws Exception {
        Process other = new ProcessBuilder("sh", "-c", "read line", "/usr/sbin/apache2").start();
        try {
            Files.writeString(httpd.file("logs/httpd.pid"), other.pid() + "\n");

            assertThat(control.running()).isFalse();
            assertThat(control.stop(LIMIT).answer()).isEqualTo(WebServerAnswer.ALREADY_STOPPED);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
            Files.delete(httpd.file("logs/httpd.pid"));
        }
    }

    @Test
    void a_server_tells_its_facts() {
        control.start(LIMIT);

        ServerFacts facts = control.facts();

        assertThat(facts.version()).startsWith("Server version: Apache/2.4.");
        assertThat(facts.dialect()).isEqualTo(ServerFacts.Dialect.APACHE_24);
        assertThat(facts.mpm()).isEqualTo("event");
        assertThat(facts.has("ssl_module")).isTrue();
        assertThat(facts.has("rewrite_module")).isFalse();
        assertThat(facts.running()).isTrue();
        assertThat(control.moduleFiles()).contains("mod_rewrite.so", "mod_headers.so");
        assertThat(control.check()).isEqualTo(new ConfigCheck(true, "Syntax OK"));
    }

    @Test
    void a_server_root_without_apachectl_is_named() {
        WebServerControl lost = new WebServerControl(session, new WebServer("web1", "one", "/nowhere", null));

        assertThatThrownBy(lost::facts)
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("/nowhere/bin/apachectl -v")
                .hasMessageContaining("exit code 127")
                .hasMessageContaining("HINT:");
        assertThatThrownBy(lost::moduleFiles).hasMessageContaining("/nowhere/modules");
    }

    // ---- configtest over a copy

    @Test
    void a_change_is_tested_on_copies_of_which_nothing_stays() throws Exception {
        HttpdConfig config = new HttpdReader(session, httpd.webServer()).read();
        List<String> before = tree();

        assertThat(control.check(config, List.of())).isEqualTo(new ConfigCheck(true, "Syntax OK"));
        assertThat(control.check(config, List.of(edit(config, "conf/extra/a.conf", "\nErrorDocument 500 /x.html\n"))))
                .isEqualTo(new ConfigCheck(true, "Syntax OK"));
        ConfigCheck included =
                control.check(config, List.of(edit(config, "conf/extra/a.conf", "\nOrder Deny,Allow\n")));
        ConfigCheck top = control.check(config, List.of(edit(config, "conf/httpd.conf", "Nonsense on\n")));

        assertThat(included.ok()).isFalse();
        assertThat(included.output())
                .contains("Syntax error on line 16 of " + httpd.file("conf/extra/a.conf"), "Invalid command 'Order'");
        assertThat(top.ok()).isFalse();
        assertThat(top.output()).contains("Syntax error on line 33 of " + httpd.file("conf/httpd.conf"));
        assertThat(tree()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @Test
    void lines_below_an_include_keep_their_numbers() throws Exception {
        HttpdConfig config = new HttpdReader(session, httpd.webServer()).read();

        ConfigCheck check = control.check(
                config,
                List.of(
                        edit(config, "conf/extra/a.conf", "# changed\n"),
                        edit(config, "conf/httpd.conf", "Nonsense on\n")));

        assertThat(check.output()).contains("Syntax error on line 33 of " + httpd.file("conf/httpd.conf"));
    }

    // ---- files

    @Test
    void a_file_is_replaced_with_owner_group_and_mode_kept() throws Exception {
        Path file = Files.writeString(httpd.file("conf/placed.conf"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            Files.setAttribute(file, "unix:uid", 65534);
            Files.setAttribute(file, "unix:gid", 65533);
        }

        assertThat(control.place(file.toString(), bytes("n\u00e9w"), Sha256.of(bytes("old\n"))))
                .isEqualTo(Placed.PLACED);
        assertThat(control.place(file.toString(), bytes("n\u00e9w"), Sha256.of(bytes("old\n"))))
                .isEqualTo(Placed.ALREADY);

        assertThat(file).binaryContent().isEqualTo(bytes("n\u00e9w"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        if (root) {
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65534);
            assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(65533);
        }
        assertThat(control.remove(file.toString(), Sha256.of(bytes("n\u00e9w"))))
                .isEqualTo(Placed.REMOVED);
        assertThat(control.remove(file.toString(), Sha256.of(bytes("n\u00e9w"))))
                .isEqualTo(Placed.ALREADY);
        assertThat(copies()).isEmpty();
        assertThat(tree()).noneMatch(name -> name.contains("placed"));
    }

    @Test
    void a_new_file_can_be_read_by_the_server() throws Exception {
        Path file = httpd.file("htdocs/new page.html");

        assertThat(control.place(file.toString(), bytes("page"), null)).isEqualTo(Placed.PLACED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThatThrownBy(() -> control.place(file.toString(), bytes("other"), null))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("expected no file");
        Files.delete(file);
    }

    @Test
    void what_somebody_else_changed_is_neither_replaced_nor_removed() throws Exception {
        Path file = Files.writeString(httpd.file("conf/theirs.conf"), "theirs\n");

        assertThatThrownBy(() -> control.place(file.toString(), bytes("ours"), Sha256.of(bytes("planned"))))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(Sha256.of(bytes("theirs\n")))
                .hasMessageContaining(Sha256.of(bytes("planned")));
        assertThatThrownBy(() -> control.remove(file.toString(), Sha256.of(bytes("planned"))))
                .isInstanceOf(ConfigRefusal.class);

        assertThat(file).content().isEqualTo("theirs\n");
        Files.delete(file);
    }

    @Test
    void what_changes_at_the_last_moment_is_neither_replaced_nor_removed() throws Exception {
        Path file = Files.writeString(httpd.file("conf/late.conf"), "planned\n");
        String planned = Sha256.of(bytes("planned\n"));
        // somebody saves the file between our look and our act
        WebServerControl late = new WebServerControl(
                (HostSession) Proxy.newProxyInstance(
                        HostSession.class.getClassLoader(),
                        new Class<?>[] {HostSession.class},
                        (self, method, values) -> {
                            if (method.getName().equals("send")) {
                                Files.writeString(file, "theirs\n");
                            }
                            return method.invoke(session, values);
                        }),
                httpd.webServer());

        assertThatThrownBy(() -> late.place(file.toString(), bytes("ours"), planned))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("a moment ago");
        assertThat(file).content().isEqualTo("theirs\n");
        Files.writeString(file, "planned\n");
        assertThatThrownBy(() -> late.remove(file.toString(), planned)).isInstanceOf(ConfigRefusal.class);
        assertThat(file).content().isEqualTo("theirs\n");
        Files.delete(file);
    }

    @Test
    void of_a_link_the_target_is_replaced() throws Exception {
        Path real = Files.writeString(httpd.file("conf/extra/real.text"), "old\n");
        Path second = Files.createSymbolicLink(httpd.file("conf/extra/second.text"), Path.of("real.text"));
        Path link = Files.createSymbolicLink(httpd.file("conf/link.text"), Path.of("extra/second.text"));

        assertThat(control.place(link.toString(), bytes("new"), Sha256.of(bytes("old\n"))))
                .isEqualTo(Placed.PLACED);

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isSymbolicLink(second)).isTrue();
        assertThat(real).content().isEqualTo("new");
        for (Path path : List.of(link, second, real)) {
            Files.delete(path);
        }
    }

    @Test
    void a_directory_that_is_not_there_is_a_failure() {
        assertThatThrownBy(() -> control.place(httpd.file("nowhere/page").toString(), bytes("x"), null))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("nowhere/page")
                .hasMessageContaining("HINT:");
    }

    private static FileEdit edit(HttpdConfig config, String name, String added) {
        String path = httpd.file(name).toString();
        byte[] before = config.bytes(path);
        return new FileEdit(path, before, bytes(new String(before, StandardCharsets.ISO_8859_1) + added));
    }

    private static List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(httpd.root())) {
            return files.map(Path::toString)
                    .filter(name -> !name.contains("/logs"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("ssh/home/.cnxrunbooks/webserver"))) {
            return files.toList();
        }
    }

    private static long pid() throws IOException {
        return Long.parseLong(Files.readString(httpd.file("logs/httpd.pid")).strip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
