package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.LabSsh;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a web server is looked at from, it is seen the same. */
class VantageLabIT {

    private static final String ADDRESS = "127.0.9.22";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MARKER = "second site";

    @TempDir
    static Path directory;

    private static LabSsh ssh;
    private static SshHosts hosts;
    private static HostSession session;
    private static PrivateHttpd httpd;

    @BeforeAll
    static void start() throws Exception {
        httpd = PrivateHttpd.lay(directory.resolve("HTTPServer"), ADDRESS);
        ssh = LabSsh.start(directory.resolve("ssh"), ADDRESS, 0, Map.of());
        hosts = new SshHosts(Clock.systemUTC());
        session = hosts.connect(ssh.host("one"), entry -> {});
        assertThat(new WebServerControl(session, httpd.webServer()).start(LIMIT).answer())
                .isEqualTo(WebServerAnswer.STARTED);
    }

    @AfterAll
    static void end() {
        if (session != null) {
            new WebServerControl(session, httpd.webServer()).stop(LIMIT);
        }
        if (hosts != null) {
            hosts.close();
        }
        if (ssh != null) {
            ssh.close();
        }
    }

    /** How a vantage is made: the source of its requests, and its patience. */
    private interface Maker {
        Vantage make(String source, Duration patience);
    }

    private record Kind(String name, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("local", (source, patience) -> new LocalVantage("here", source, patience)),
                new Kind("host", (source, patience) -> new HostVantage("there", session, source, patience)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_door_is_asked_by_its_name(Kind kind) {
        List<ProbeTarget> targets = List.of(
                new ProbeTarget(http("main.lab.example"), "/"),
                new ProbeTarget(https("one.lab.example"), "/"),
                new ProbeTarget(https("two.lab.example"), "/"),
                new ProbeTarget(https("two.lab.example"), "/nothing here?q=1&r=it's".replace(" ", "%20")),
                new ProbeTarget(http("main.lab.example"), "/elsewhere/x"),
                new ProbeTarget(http("main.lab.example"), "/busy"));

        List<ProbeAnswer> answers =
                kind.maker().make("127.0.9.23", Duration.ofSeconds(10)).look(targets, MARKER);

        assertThat(answers)
                .containsExactly(
                        new ProbeAnswer(targets.get(0), 200, false, "", "", "127.0.9.23", ""),
                        new ProbeAnswer(targets.get(1), 200, false, "", "", "127.0.9.23", ""),
                        new ProbeAnswer(targets.get(2), 200, true, "", "", "127.0.9.23", ""),
                        new ProbeAnswer(targets.get(3), 404, false, "", "", "127.0.9.23", ""),
                        new ProbeAnswer(
                                targets.get(4), 302, false, "http://www.lab.example/there/x", "", "127.0.9.23", ""),
                        new ProbeAnswer(targets.get(5), 503, false, "", "3600", "127.0.9.23", ""));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void without_a_source_the_system_picks_one(Kind kind) {
        ProbeTarget target = new ProbeTarget(http("main.lab.example"), "/");

        ProbeAnswer answer = kind.maker()
                .make(null, Duration.ofSeconds(10))
                .look(List.of(target), MARKER)
                .get(0);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.source()).startsWith("127.0.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_gives_no_answer_says_why(Kind kind) throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName(ADDRESS))) {
            closed = socket.getLocalPort();
        }
        List<ProbeTarget> targets = List.of(
                new ProbeTarget(new Endpoint("http", ADDRESS, closed, "a.lab.example"), "/"),
                new ProbeTarget(new Endpoint("https", ADDRESS, httpd.http(), "a.lab.example"), "/"),
                new ProbeTarget(new Endpoint("http", "nobody.invalid", 80, "a.lab.example"), "/"));

        List<ProbeAnswer> answers =
                kind.maker().make(null, Duration.ofSeconds(10)).look(targets, MARKER);

        assertThat(answers.stream().map(ProbeAnswer::problem))
                .containsExactly(ProbeAnswer.REFUSED, ProbeProblem.TLS, ProbeProblem.NAME);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isZero());
        assertThat(answers.get(0).refused()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_server_that_hangs_is_given_up(Kind kind) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName(ADDRESS))) {
            Endpoint door = new Endpoint("http", ADDRESS, silent.getLocalPort(), "a.lab.example");

            assertThat(kind.maker()
                            .make(null, Duration.ofSeconds(1))
                            .look(List.of(new ProbeTarget(door, "/"), new ProbeTarget(door, "/x")), MARKER))
                    .extracting(ProbeAnswer::problem)
                    .containsExactly(ProbeProblem.TIMED_OUT, ProbeProblem.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_source_that_is_not_ours_is_said(Kind kind) {
        ProbeTarget target = new ProbeTarget(http("main.lab.example"), "/");

        assertThat(kind.maker().make("192.0.2.77", Duration.ofSeconds(10)).look(List.of(target), MARKER))
                .containsExactly(new ProbeAnswer(target, 0, false, "", "", "", ProbeProblem.SOURCE));
    }

    @Test
    void a_host_without_curl_says_so_and_nothing_stays_on_it() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bare"));
        for (String tool : List.of("mkdir", "rm", "tr", "sed", "tail", "grep", "cat")) {
            Path script =
                    Files.writeString(bin.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin; exec " + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        ProbeTarget target = new ProbeTarget(http("main.lab.example"), "/");
        try (LabSsh bare = LabSsh.start(directory.resolve("ssh2"), ADDRESS, 0, Map.of("PATH", bin.toString()))) {
            assertThat(new HostVantage("bare", hosts.connect(bare.host("bare"), entry -> {}), null)
                            .look(List.of(target), MARKER))
                    .extracting(ProbeAnswer::problem)
                    .containsExactly("curl is not installed on this host");
        }
        try (Stream<Path> left = Files.walk(directory.resolve("ssh2/home"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static Endpoint http(String name) {
        return new Endpoint("http", ADDRESS, httpd.http(), name);
    }

    private static Endpoint https(String name) {
        return new Endpoint("https", ADDRESS, httpd.https(), name);
    }
}
