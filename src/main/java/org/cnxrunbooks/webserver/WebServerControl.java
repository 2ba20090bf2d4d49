package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.jspecify.annotations.Nullable;

/**
 * A running IBM HTTP Server: what it is, its files, its process. Every change is probe, act, verify, and calling twice
 * is harmless. Speaks only through {@code <serverRoot>/bin/apachectl}: a reload by signal kills a server whose
 * configuration is broken, and apachectl refuses it (measured on Apache 2.4).
 */
public final class WebServerControl {

    private final HostSession session;
    private final WebServer server;
    private final ConfigFiles files;
    private final ServerProcess process;

    public WebServerControl(HostSession session, WebServer server) {
        this.session = session;
        this.server = server;
        this.files = new ConfigFiles(session);
        this.process = new ServerProcess(session, server);
    }

    /** Asks the web server; fails when an answer is not one that we know how to read. */
    public ServerFacts facts() {
        String said = ask("-v");
        String version = ApachectlText.version(said).orElseThrow(() -> unknown("-v", said, "a line 'Server version:'"));
        ServerFacts.Dialect dialect = ApachectlText.dialect(version)
                .orElseThrow(() -> unknown("-v", version, "IBM_HTTP_Server 7 to 9, Apache 2.2 or 2.4"));
        String list = ask("-M");
        Set<String> modules = ApachectlText.modules(list);
        if (modules.isEmpty()) {
            throw unknown("-M", list, "a list of modules");
        }
        String mpm = ApachectlText.mpmAmong(modules).orElseGet(() -> {
            String built = ask("-V");
            return ApachectlText.mpm(built).orElseThrow(() -> unknown("-V", built, "a line 'Server MPM:'"));
        });
        return new ServerFacts(version, dialect, mpm, modules, running());
    }

    /** Whether the process that the pid file names is alive. */
    public boolean running() {
        return process.running();
    }

    /**
     * Ids of the processes that answer requests. Those of before a graceful reload stay among them until they have ended
     * the requests that they had.
     */
    public Set<Long> children() {
        return process.children();
    }

    /** File names in {@code <serverRoot>/modules}, e.g. {@code mod_headers.so}: what a LoadModule could name. */
    public Set<String> moduleFiles() {
        String directory = server.serverRoot() + "/modules";
        CommandResult result = session.run(Command.of("ls", directory));
        if (!result.ok()) {
            throw failure("List of modules", directory, result, "a directory that can be read", "");
        }
        return result.output().lines().collect(Collectors.toUnmodifiableSet());
    }

    /** Tests the configuration as it stands on the host. */
    public ConfigCheck check() {
        return process.check(List.of());
    }

    /**
     * Tests a configuration as it would be, on copies in a directory of their own that is gone afterwards. Nothing is
     * written beside the originals, where an Include of a whole directory would take it up.
     *
     * @param config as it is
     * @param edits what would change
     */
    public ConfigCheck check(HttpdConfig config, List<FileEdit> edits) {
        String room = files.room("check-" + UUID.randomUUID());
        try {
            ConfigCopy copy = new ConfigCopy(config, edits, room);
            copy.files().forEach((path, content) -> session.send(path, content, 0600));
            ConfigCheck check = process.check(List.of("-f", copy.mainFile()));
            return new ConfigCheck(check.ok(), copy.real(check.output()));
        } finally {
            session.run(Command.of("rm", "-rf", room));
        }
    }

    /**
     * Places a file: written beside and renamed, with owner, group and mode of the one it replaces (0644 where there was
     * none). Of a symbolic link the target is replaced.
     *
     * @param path absolute
     * @param expected SHA-256 of the bytes that are there; absent when no file is
     * @throws ConfigRefusal when the present bytes are neither the expected nor the wanted ones
     */
    public Placed place(String path, byte[] content, @Nullable String expected) {
        return files.place(path, content, expected);
    }

    /**
     * Removes a file; one that is gone already is no failure.
     *
     * @param expected SHA-256 of the bytes that are there
     * @throws ConfigRefusal when the present bytes are others
     */
    public Placed remove(String path, String expected) {
        return files.remove(path, expected);
    }

    /** Makes a running server read its configuration, open connections kept; never starts one. */
    public WebServerReport graceful(Duration limit) {
        return process.graceful(limit);
    }

    /** Returns when the process is gone, its children with it. */
    public WebServerReport stop(Duration limit) {
        return process.stop(limit);
    }

    /** Returns when the process and at least one child live; waits for one that is still ending. */
    public WebServerReport start(Duration limit) {
        return process.start(limit);
    }

    private String ask(String option) {
        CommandResult result = session.run(Command.of(process.apachectl(), option));
        String said = result.output() + result.errors();
        if (!result.ok()) {
            throw failure(
                    "Question to the web server",
                    process.apachectl() + " " + option,
                    result,
                    "exit code 0",
                    "The account of the SSH key must be allowed to run apachectl, and serverRoot of " + server.name()
                            + " must be the right one.");
        }
        return said;
    }

    private HostFailure unknown(String option, String observed, String expected) {
        return failure(
                "Question to the web server",
                process.apachectl() + " " + option,
                new CommandResult(0, observed, ""),
                expected,
                "Only levels of IBM HTTP Server that are known are touched.");
    }

    private HostFailure failure(String what, String where, CommandResult result, String expected, String hint) {
        return RemoteText.failure(
                session, what, where, result, expected, Optional.of(hint).filter(s -> !s.isEmpty()));
    }
}
