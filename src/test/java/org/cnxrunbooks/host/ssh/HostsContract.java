package org.cnxrunbooks.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostFailure.Kind;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteFiles;
import org.cnxrunbooks.host.RemoteFiles.RemoteFile;
import org.cnxrunbooks.host.RemoteJob;
import org.cnxrunbooks.host.RemoteStream;
import org.cnxrunbooks.host.WorkRevoked;
import org.cnxrunbooks.lab.LabSsh;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every SSH server must let us do; run against the real one and the fallback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class HostsContract {

    /** Of this contract alone, so that its lost connections disturb nobody. */
    static final SshSettings SETTINGS = new SshSettings(Duration.ofSeconds(60), Duration.ofSeconds(60), 4, 3, 4 << 20);

    @TempDir
    static Path directory;

    LabSsh server;
    SshHosts hosts;
    final ConcurrentLinkedQueue<CommandRecord> records = new ConcurrentLinkedQueue<>();

    /** A file name outside ASCII, as octal escapes of printf. */
    String oddName() {
        return "b\\344d";
    }

    /** The same, its bytes decoded as ISO-8859-1. */
    String oddNameDecoded() {
        return "b\u00e4d";
    }

    abstract LabSsh start(Path directory, Map<String, String> environment);

    @BeforeAll
    void startServer() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        script(
                bin.resolve("sudo"),
                "printf '%s\\n' \"$*\" >>\"$HOME/sudo.log\"\n[ \"$1 $2\" = '-n -u' ] && shift 4\nexec \"$@\"\n");
        server = start(directory.resolve("ssh"), Map.of("PATH", bin + ":/usr/bin:/bin", "LAB_HOST", "one"));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        records.clear();
        hosts = new SshHosts(Clock.systemUTC(), SETTINGS);
    }

    @AfterEach
    void disconnect() {
        hosts.close();
    }

    HostSession session() {
        return hosts.connect(server.host("one"), records::add);
    }

    Path home() {
        return directory.resolve("ssh/home");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    // ---- commands

    @Test
    void a_command_answers_with_its_output_its_errors_and_its_exit_code() {
        CommandResult result = session().run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));
        assertThat(result).isEqualTo(new CommandResult(3, "out\n", "err\n"));
    }

    @Test
    void an_unknown_program_is_exit_code_127() {
        assertThat(session().run(Command.of("no-such-program")).exitCode()).isEqualTo(127);
    }

    @Test
    void the_environment_reaches_the_command_and_nobody_else() {
        Command command =
                Command.of("printenv", "A", "B").withEnvironment(Map.of("A", "it's $HOME", "B", "two\nlines"));
        assertThat(session().run(command).output()).isEqualTo("it's $HOME\ntwo\nlines\n");
        assertThat(session().run(Command.of("printenv", "A")).output()).isEmpty();
    }

    @Test
    void input_reaches_the_command_and_is_in_no_record() throws IOException {
        CommandResult result = session().run(Command.of("cat").withInput(Secret.of("pass word\u00e9-42")));
        assertThat(result.output()).isEqualTo("pass word\u00e9-42");
        assertThat(records).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.toString()).doesNotContain("pass word\u00e9-42");
            assertThat(entry.tail()).isEqualTo("[secret]");
        });
    }

    @Test
    void without_input_a_command_that_reads_ends_at_once() {
        assertThat(session().run(Command.of("cat")).exitCode()).isZero();
    }

    @Test
    void a_large_input_arrives_whole() throws Exception {
        String input = "0123456789abcdef\n".repeat(200_000);
        CommandResult result = session().run(Command.of("sha256sum").withInput(Secret.of(input)));
        assertThat(result.output()).startsWith(sha256(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void another_account_is_reached_by_sudo_and_ones_own_without() throws IOException {
        HostSession session = session();
        assertThat(session.run(Command.of("echo", "a b").as("db2inst1").withEnvironment(Map.of("X", "1")))
                        .output())
                .isEqualTo("a b\n");
        assertThat(Files.readString(home().resolve("sudo.log"))).isEqualTo("-n -u db2inst1 -- env X=1 echo a b\n");
        assertThat(session.run(Command.of("echo", "c").as(server.user())).output())
                .isEqualTo("c\n");
        assertThat(Files.readString(home().resolve("sudo.log"))).hasLineCount(1);
    }

    @Test
    void every_command_is_recorded_with_its_digest_and_its_last_lines() throws Exception {
        session().run(Command.of("seq", "1", "100"));
        assertThat(records).hasSize(1);
        CommandRecord entry = records.element();
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            all.append(i).append('\n');
        }
        assertThat(entry.host()).isEqualTo("one");
        assertThat(entry.command()).isEqualTo("seq 1 100");
        assertThat(entry.exitCode()).isZero();
        assertThat(entry.outputSha256()).isEqualTo(sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(entry.tail().lines()).hasSize(50).startsWith("51").endsWith("100");
        assertThat(entry.ended()).isAfterOrEqualTo(entry.started());
    }

    @Test
    void output_beyond_the_limit_is_cut_and_still_digested() {
        CommandResult result = session().run(Command.of("sh", "-c", "head -c 6000000 /dev/zero; echo the end"));
        assertThat(result.output()).hasSize(4 << 20);
        assertThat(records.element().tail()).endsWith("the end");
    }

    @Test
    void a_command_that_takes_too_long_is_ended_on_the_host_too() throws Exception {
        Path mark = home().resolve("slow.pid");
        Command command = Command.of("sh", "-c", "echo $$ > " + mark + "; echo started; exec sleep 200")
                .within(Duration.ofSeconds(4));
        assertThatThrownBy(() -> session().run(command))
                .asInstanceOf(type(HostFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
                    assertThat(failure).hasMessageContaining("HINT:").hasMessageContaining("after 4 s");
                    assertThat(failure.tail()).isEqualTo("started");
                });
        awaitGone(Long.parseLong(Files.readString(mark).strip()));
        assertThat(records.element().exitCode()).isEqualTo(-1);
    }

    @Test
    void a_child_left_behind_with_our_output_open_does_not_hold_us_up() {
        long start = System.nanoTime();
        CommandResult result = session().run(Command.of("sh", "-c", "sleep 100 & echo done"));
        assertThat(result.output()).isEqualTo("done\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(80));
    }

    @Test
    void many_commands_at_once_queue_for_the_channels() throws Exception {
        HostSession session = session();
        inParallel(30, () -> session.run(Command.of("sh", "-c", "sleep 0.05; echo x"))
                        .output())
                .forEach(output -> assertThat(output).isEqualTo("x\n"));
        assertThat(records).hasSize(30);
    }

    @Test
    void an_interrupt_gives_the_command_up() throws Exception {
        HostSession session = session();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> session.run(Command.of("sleep", "200")))
                .asInstanceOf(type(HostFailure.class))
                .extracting(HostFailure::kind)
                .isEqualTo(Kind.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    // ---- connections

    @Test
    void a_dead_connection_is_opened_anew() {
        HostSession session = session();
        session.run(Command.of("true"));
        server.cut();
        assertThat(session.run(Command.of("echo", "again")).output()).isEqualTo("again\n");
    }

    @Test
    void a_connection_cut_during_a_command_is_a_failure_and_no_answer() throws Exception {
        HostSession session = session();
        Path mark = home().resolve("cut.mark");
        Future<CommandResult> running =
                later(() -> session.run(Command.of("sh", "-c", "echo started; touch " + mark + "; sleep 200")));
        awaitFile(mark);
        server.cut();
        assertThatThrownBy(running::get)
                .cause()
                .asInstanceOf(type(HostFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
                    assertThat(failure).hasMessageContaining("HINT:");
                });
    }

    @Test
    void an_unpinned_host_key_is_unknown() {
        assertThat(refusal(with(server.host("one"), "-"))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_UNKNOWN);
            assertThat(failure).hasMessageContaining("ssh-keyscan -p").hasMessageContaining("SHA256:");
        });
    }

    @Test
    void a_host_without_a_key_of_the_pinned_type_is_unknown() {
        String other = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==";
        assertThat(refusal(with(server.host("one"), other)).kind()).isEqualTo(Kind.HOST_KEY_UNKNOWN);
    }

    @Test
    void a_changed_host_key_refuses() throws Exception {
        String key = server.hostKey();
        byte[] blob = Base64.getDecoder().decode(key.split(" ")[1]);
        blob[blob.length - 1] ^= 1;
        String other = key.split(" ")[0] + " " + Base64.getEncoder().encodeToString(blob);
        assertThat(refusal(with(server.host("one"), other))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_CHANGED);
            assertThat(failure).hasMessageContaining("observed SHA256:").hasMessageContaining("HINT:");
        });
    }

    @Test
    void a_wrong_key_is_refused(@TempDir Path other) {
        try (LabSsh stranger = start(other, Map.of())) {
            Host host = server.host("one");
            Host wrong = new Host(
                    "one", host.address(), host.port(), host.user(), stranger.privateKey(), null, host.hostKey());
            assertThat(refusal(wrong).kind()).isEqualTo(Kind.AUTHENTICATION);
        }
    }

    @Test
    void a_host_that_is_down_and_one_that_never_answers_are_unreachable() throws IOException {
        Host host = server.host("one");
        SshSettings impatient = new SshSettings(Duration.ofSeconds(1), Duration.ofSeconds(60), 4, 3, 4 << 20);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.9.12"));
                SshHosts callers = new SshHosts(Clock.systemUTC(), impatient)) {
            Host blackHole = new Host(
                    "hole", "127.0.9.12", silent.getLocalPort(), "root", host.privateKey(), null, host.hostKey());
            assertThat(refusal(callers, blackHole).kind()).isEqualTo(Kind.UNREACHABLE);
        }
        Host down = new Host("down", "127.0.9.12", 1, "root", host.privateKey(), null, host.hostKey());
        assertThat(refusal(down)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining("Connection refused")
                    .hasMessageContaining("down root@127.0.9.12:1");
        });
    }

    private HostFailure refusal(Host host) {
        return refusal(hosts, host);
    }

    private HostFailure refusal(SshHosts callers, Host host) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                HostFailure.class, () -> callers.connect(host, records::add));
    }

    private static Host with(Host host, String hostKey) {
        return new Host(host.name(), host.address(), host.port(), host.user(), host.privateKey(), null, hostKey);
    }

    // ---- streams

    @Test
    void a_stream_delivers_every_byte() throws Exception {
        byte[] content = new byte[20_000_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(home().resolve("stream.bin"), content);
        try (RemoteStream stream = session().stream(Command.of("cat", file.toString()))) {
            assertThat(sha256(stream.output().readAllBytes())).isEqualTo(sha256(content));
            assertThat(stream.finish()).isEqualTo(new CommandResult(0, "", ""));
        }
        assertThat(records).hasSize(1);
    }

    @Test
    void a_stream_tells_exit_code_and_errors_at_the_end() throws Exception {
        try (RemoteStream stream = session().stream(Command.of("sh", "-c", "echo part; echo broken >&2; exit 2"))) {
            assertThat(stream.output().readAllBytes()).asString().isEqualTo("part\n");
            assertThat(stream.finish()).isEqualTo(new CommandResult(2, "", "broken\n"));
        }
        assertThat(records.element().exitCode()).isEqualTo(2);
    }

    @Test
    void a_stream_whose_connection_is_cut_is_never_an_end_of_file() throws Exception {
        try (RemoteStream stream = session().stream(Command.of("cat", "/dev/zero"))) {
            InputStream output = stream.output();
            output.skipNBytes(5_000_000);
            server.cut();
            assertThatThrownBy(() -> output.skipNBytes(100_000_000_000L))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(java.io.EOFException.class)
                    .hasMessageContaining("connection lost");
            assertThatThrownBy(stream::finish)
                    .asInstanceOf(type(HostFailure.class))
                    .extracting(HostFailure::kind)
                    .isEqualTo(Kind.CONNECTION_LOST);
        }
    }

    @Test
    void a_stream_closed_early_ends_its_command() throws Exception {
        Path mark = home().resolve("endless.pid");
        HostSession session = session();
        try (RemoteStream stream =
                session.stream(Command.of("sh", "-c", "echo $$ > " + mark + "; exec cat /dev/zero"))) {
            stream.output().skipNBytes(1_000_000);
        }
        awaitGone(Long.parseLong(Files.readString(mark).strip()));
        assertThat(session.run(Command.of("echo", "still")).output()).isEqualTo("still\n");
    }

    @Test
    void a_stream_that_falls_silent_is_given_up() throws Exception {
        try (RemoteStream stream =
                session().stream(Command.of("sh", "-c", "echo a; sleep 200").within(Duration.ofSeconds(3)))) {
            assertThat(stream.output().readNBytes(2)).asString().isEqualTo("a\n");
            assertThatThrownBy(() -> stream.output().read()).hasMessageContaining("no byte for 3 s");
        }
    }

    @Test
    void a_slow_reader_does_not_stop_commands() throws Exception {
        HostSession session = session();
        try (RemoteStream stream = session.stream(Command.of("cat", "/dev/zero"))) {
            stream.output().skipNBytes(10_000_000);
            assertThat(session.run(Command.of("echo", "x")).output()).isEqualTo("x\n");
        }
    }

    @Test
    void more_streams_than_connections_wait_for_their_turn() throws Exception {
        HostSession session = session();
        List<String> all = inParallel(9, () -> {
            try (RemoteStream stream = session.stream(Command.of("head", "-c", "1000000", "/dev/zero"))) {
                return String.valueOf(stream.output().readAllBytes().length);
            }
        });
        assertThat(all).hasSize(9).containsOnly("1000000");
    }

    // ---- files

    @Test
    void a_file_is_sent_with_its_mode_over_an_older_one_and_fetched() throws IOException {
        Path file = home().resolve("sent \u00e9*?\\.txt");
        HostSession session = session();
        session.send(file.toString(), "old".getBytes(StandardCharsets.UTF_8), 0644);
        session.send(file.toString(), "new".getBytes(StandardCharsets.UTF_8), 0600);
        assertThat(file).content().isEqualTo("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(session.fetch(file.toString(), 3)).get().isEqualTo("new".getBytes(StandardCharsets.UTF_8));
        try (var names = Files.list(home())) {
            assertThat(names.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(records).hasSize(3);
    }

    @Test
    void a_missing_file_is_empty_and_a_large_one_refused() throws IOException {
        HostSession session = session();
        assertThat(session.fetch(home().resolve("missing").toString(), 10)).isEmpty();
        Path file = Files.writeString(home().resolve("large"), "0123456789");
        assertThatThrownBy(() -> session.fetch(file.toString(), 9)).hasMessageContaining("more than 9 bytes");
    }

    @Test
    void a_file_that_cannot_be_sent_leaves_nothing_behind() {
        assertThatThrownBy(() -> session().send(home().resolve("no/such/place").toString(), new byte[1], 0600))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("HINT:");
        assertThat(home().resolve("no")).doesNotExist();
    }

    @Test
    void files_are_listed_with_awkward_names_links_and_times() throws Exception {
        Path tree = Files.createDirectories(home().resolve("tree"));
        HostSession session = session();
        session.run(Command.of(
                "sh",
                "-c",
                "cd " + tree
                        + "; printf abc >\"$(printf '" + oddName()
                        + "')\"; printf 12345 >'a*?\\'; mkdir dir; ln -s 'to nowhere' link;"
                        + " mkfifo pipe; chmod 4750 \"$(printf '" + oddName() + "')\"; touch -d @1700000000 'a*?\\'"));
        RemoteFiles files = session.files();
        List<RemoteFile> listed = files.list(tree.toString());
        assertThat(listed)
                .extracting(RemoteFile::name)
                .containsExactly("a*?\\", oddNameDecoded(), "dir", "link", "pipe");
        assertThat(listed)
                .extracting(RemoteFile::kind)
                .containsExactly(
                        RemoteFiles.Kind.FILE,
                        RemoteFiles.Kind.FILE,
                        RemoteFiles.Kind.DIRECTORY,
                        RemoteFiles.Kind.LINK,
                        RemoteFiles.Kind.OTHER);
        assertThat(listed.get(0).modified()).isEqualTo(1_700_000_000);
        assertThat(listed.get(1).mode() & 0777).isEqualTo(0750);
        assertThat(listed.get(3).link()).contains("to nowhere");
        assertThat(files.stat(tree + "/" + oddNameDecoded())).get().isEqualTo(listed.get(1));
        assertThat(files.stat(tree + "/none")).isEmpty();
        try (InputStream in = files.open(tree + "/" + oddNameDecoded())) {
            assertThat(in.readAllBytes()).asString().isEqualTo("abc");
        }
        try (InputStream in = files.open(tree + "/a*?\\")) {
            assertThat(in.readAllBytes()).asString().isEqualTo("12345");
        }
        assertThatThrownBy(() -> files.list(tree + "/none")).isInstanceOf(HostFailure.class);
    }

    // ---- jobs

    private static String waitFor(Path file) {
        return "while [ ! -f " + file + " ]; do sleep 0.05; done";
    }

    private static JobSpec job(String id, String script) {
        return new JobSpec(id, Command.of("sh", "-c", script).within(Duration.ofMinutes(4)));
    }

    @Test
    void a_job_runs_once_and_its_end_is_known() throws IOException {
        HostSession session = session();
        Path effect = home().resolve("effect-1");
        JobSpec spec = job("job-1", "echo effect >> " + effect + "; echo to the log; echo error >&2; exit 5");
        assertThat(session.job(spec).await(Progress.NONE))
                .isEqualTo(new RemoteJob.Status(RemoteJob.State.DONE, 5, "to the log\nerror\n", false));
        assertThat(session.job(spec).await(Progress.NONE))
                .isEqualTo(new RemoteJob.Status(RemoteJob.State.DONE, 5, "to the log\nerror\n", true));
        assertThat(effect).content().isEqualTo("effect\n");
        assertThat(records.element().command()).startsWith("start of job job-1: sh -c");
        assertThat(records).anySatisfy(entry -> {
            assertThat(entry.command()).startsWith("job job-1:");
            assertThat(entry.exitCode()).isEqualTo(5);
            assertThat(entry.tail()).isEqualTo("to the log\nerror");
        });
    }

    @Test
    void callers_who_race_start_a_job_once() throws Exception {
        Path effect = home().resolve("effect-2");
        JobSpec spec = job("job-2", "echo effect >> " + effect + "; sleep 0.5");
        List<String> adopted = inParallel(8, () -> {
            try (SshHosts own = new SshHosts(Clock.systemUTC(), SETTINGS)) {
                RemoteJob.Status status =
                        own.connect(server.host("one"), records::add).job(spec).await(Progress.NONE);
                assertThat(status.state()).isEqualTo(RemoteJob.State.DONE);
                return String.valueOf(status.adopted());
            }
        });
        assertThat(effect).content().isEqualTo("effect\n");
        assertThat(adopted).containsOnlyOnce("false");
    }

    @Test
    void a_job_survives_its_connection_and_is_adopted_by_another_application() throws Exception {
        Path effect = home().resolve("effect-3");
        Path go = home().resolve("go-3");
        JobSpec spec = job("job-3", "echo effect >> " + effect + "; " + waitFor(go) + "; echo end");
        assertThat(session().job(spec).poll().state()).isEqualTo(RemoteJob.State.RUNNING);
        server.cut();
        hosts.close();
        try (SshHosts next = new SshHosts(Clock.systemUTC(), SETTINGS)) {
            RemoteJob found = next.connect(server.host("one"), records::add).job(spec);
            assertThat(found.poll()).isEqualTo(new RemoteJob.Status(RemoteJob.State.RUNNING, -1, "", true));
            Files.createFile(go);
            assertThat(found.await(Progress.NONE))
                    .isEqualTo(new RemoteJob.Status(RemoteJob.State.DONE, 0, "end\n", true));
        }
        assertThat(effect).content().isEqualTo("effect\n");
    }

    @Test
    void waiting_bears_a_cut_connection() throws Exception {
        HostSession session = session();
        RemoteJob job = session.job(job("job-4", "sleep 2; echo end"));
        Future<RemoteJob.Status> waiting = later(() -> job.await(Progress.NONE));
        TimeUnit.MILLISECONDS.sleep(500);
        server.cut();
        assertThat(waiting.get()).isEqualTo(new RemoteJob.Status(RemoteJob.State.DONE, 0, "end\n", false));
    }

    @Test
    void the_input_of_a_job_arrives_and_stays_nowhere_on_the_host() throws Exception {
        JobSpec spec = new JobSpec(
                "job-5",
                Command.of("sh", "-c", "read -r word; echo got ${#word}; sleep 0.3")
                        .withInput(Secret.of("hidden-word")));
        RemoteJob.Status status = session().job(spec).await(Progress.NONE);
        assertThat(status.log()).isEqualTo("got 11\n");
        try (var files = Files.walk(home().resolve(".connections-runbooks/jobs/job-5"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("hidden-word");
            }
        }
        assertThat(records.toString()).doesNotContain("hidden-word");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home().resolve(".connections-runbooks/jobs/job-5"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_job_whose_process_was_killed_is_lost_and_not_started_again() throws Exception {
        Path effect = home().resolve("effect-6");
        JobSpec spec = job("job-6", "echo effect >> " + effect + "; exec sleep 200");
        RemoteJob job = session().job(spec);
        awaitFile(effect);
        long pid = Long.parseLong(Files.readString(home().resolve(".connections-runbooks/jobs/job-6/running"))
                .split(" ")[0]);
        new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + pid).start().waitFor();
        assertThat(job.await(Progress.NONE).state()).isEqualTo(RemoteJob.State.LOST);
        assertThat(session().job(spec).poll().state()).isEqualTo(RemoteJob.State.LOST);
        assertThat(effect).content().isEqualTo("effect\n");
    }

    @Test
    void a_job_whose_runner_alone_was_killed_runs_until_the_command_ended() throws Exception {
        Path effect = home().resolve("effect-7");
        Path go = home().resolve("go-7");
        RemoteJob job = session().job(job("job-7", "echo effect >> " + effect + "; " + waitFor(go)));
        awaitFile(effect);
        long pid = Long.parseLong(Files.readString(home().resolve(".connections-runbooks/jobs/job-7/running"))
                .split(" ")[0]);
        new ProcessBuilder("sh", "-c", "kill -KILL " + pid).start().waitFor();
        assertThat(job.poll().state()).isEqualTo(RemoteJob.State.RUNNING);
        Files.createFile(go);
        assertThat(job.await(Progress.NONE).state()).isEqualTo(RemoteJob.State.LOST);
    }

    @Test
    void a_job_of_which_only_the_intent_is_known_is_lost_after_a_while_and_its_input_removed() throws Exception {
        Path journal = Files.createDirectories(home().resolve(".connections-runbooks/jobs/job-8"));
        Files.writeString(journal.resolve("intent"), String.valueOf(System.currentTimeMillis() / 1000 + 100));
        Files.writeString(journal.resolve("input"), "left behind");
        RemoteJob job = session().job(job("job-8", "exit 0"));
        assertThat(job.poll().state()).isEqualTo(RemoteJob.State.RUNNING);
        Files.writeString(journal.resolve("intent"), String.valueOf(System.currentTimeMillis() / 1000 - 60));
        assertThat(job.poll()).isEqualTo(new RemoteJob.Status(RemoteJob.State.LOST, -1, "", true));
        assertThat(journal.resolve("input")).doesNotExist();
    }

    @Test
    void a_job_of_before_a_restart_of_the_host_is_lost() throws Exception {
        RemoteJob job = session().job(job("job-9", "sleep 100"));
        Path running = home().resolve(".connections-runbooks/jobs/job-9/running");
        awaitFile(running);
        String[] words = Files.readString(running).strip().split(" ");
        Files.writeString(running, words[0] + " " + words[1] + " another-boot\n");
        assertThat(job.poll().state()).isEqualTo(RemoteJob.State.LOST);
    }

    @Test
    void a_job_that_takes_too_long_is_ended() throws Exception {
        Path mark = home().resolve("job-10.pid");
        JobSpec spec = new JobSpec(
                "job-10",
                Command.of("sh", "-c", "echo $$ > " + mark + "; echo so far; sleep 200; echo never")
                        .within(Duration.ofSeconds(5)));
        RemoteJob job = session().job(spec);
        assertThatThrownBy(() -> job.await(Progress.NONE))
                .asInstanceOf(type(HostFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
                    assertThat(failure.tail()).startsWith("so far");
                });
        awaitGone(Long.parseLong(Files.readString(mark).strip()));
        assertThat(job.poll().log()).doesNotContain("never");
    }

    @Test
    void a_job_that_outlives_the_patience_goes_on_and_is_found_again() throws Exception {
        Path effect = home().resolve("effect-13");
        Path go = home().resolve("go-13");
        JobSpec spec = new JobSpec(
                "job-13",
                Command.of("sh", "-c", "echo effect | tee -a " + effect + "; " + waitFor(go) + "; echo end")
                        .within(Duration.ofSeconds(1)));
        assertThat(session().find(spec)).isEmpty();
        assertThat(home().resolve(".connections-runbooks/jobs/job-13")).doesNotExist();
        RemoteJob job = session().job(spec);
        assertThat(job.await(Progress.NONE, Duration.ofSeconds(2)))
                .isEqualTo(new RemoteJob.Status(RemoteJob.State.RUNNING, -1, "effect\n", false));
        RemoteJob found = session().find(spec).orElseThrow();
        assertThat(found.poll().state()).isEqualTo(RemoteJob.State.RUNNING);
        Files.createFile(go);
        assertThat(found.await(Progress.NONE, Duration.ofMinutes(1)))
                .isEqualTo(new RemoteJob.Status(RemoteJob.State.DONE, 0, "effect\nend\n", true));
        assertThat(session()
                        .find(spec)
                        .orElseThrow()
                        .await(Progress.NONE, Duration.ZERO)
                        .state())
                .isEqualTo(RemoteJob.State.DONE);
        assertThat(effect).content().isEqualTo("effect\n");
    }

    @Test
    void waiting_for_a_job_asks_whether_to_go_on() {
        RemoteJob job = session().job(job("job-11", "sleep 100"));
        Progress revoked = new Progress() {
            @Override
            public void advance(String host, String item, long bytes, long files) {}

            @Override
            public void expect(String host, String item, long bytes, long files) {}

            @Override
            public void checkpoint() {
                throw new WorkRevoked("lease lost");
            }
        };
        assertThatThrownBy(() -> job.await(revoked)).isInstanceOf(WorkRevoked.class);
        assertThatThrownBy(() -> job.await(revoked, Duration.ofMinutes(1))).isInstanceOf(WorkRevoked.class);
        assertThat(job.poll().state()).isEqualTo(RemoteJob.State.RUNNING);
    }

    @Test
    void a_job_without_a_place_for_its_journal_says_so() throws IOException {
        Path base = home().resolve(".connections-runbooks/jobs");
        Files.createDirectories(base);
        Files.writeString(base.resolve("job-12"), "in the way");
        assertThatThrownBy(() -> session().job(job("job-12", "exit 0")))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("nothing of the command ran");
    }

    // ---- the vocabulary of waiting

    private static void awaitGone(long pid) throws InterruptedException {
        await("end of process " + pid, () -> ProcessHandle.of(pid)
                .map(process -> {
                    try {
                        return Files.readString(Path.of("/proc/" + pid + "/stat"))
                                .contains(") Z ");
                    } catch (IOException e) {
                        return true;
                    }
                })
                .orElse(true));
    }

    private static void awaitFile(Path file) throws InterruptedException {
        await("file " + file, () -> Files.exists(file));
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static <T> Future<T> later(Callable<T> work) {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            return one.submit(work);
        } finally {
            one.shutdown();
        }
    }

    private static List<String> inParallel(int count, Callable<String> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<String> results = new java.util.ArrayList<>();
            for (Future<String> result : pool.invokeAll(java.util.Collections.nCopies(count, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    static String sha256(byte[] bytes) throws java.security.NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
