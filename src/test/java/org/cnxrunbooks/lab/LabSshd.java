package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A private instance of the real OpenSSH server.
 *
 * <p>Everything it needs stands in its directory: {@code sshd_config}, {@code hostkey}, {@code client_key} (both kept
 * when they exist, so that a restarted lab keeps its identity), {@code sshd.pid}, {@code sshd.log}, {@code home} (the
 * HOME of its commands). All paths are absolute: sshd re-executes itself after changing to the root directory.
 */
public record LabSshd(Path directory, String address, int port, String user, Path privateKey, String hostKey, long pid)
        implements LabSsh {

    static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private static final Duration BOUND = Duration.ofMinutes(2);

    /**
     * Starts the server and waits until it answers. What a JVM that was killed left running in the same directory is
     * ended first.
     *
     * @param port 0 for any free one
     * @param environment of every command, e.g. {@code LAB_HOST} and {@code PATH}; HOME is the server's own unless given
     */
    public static LabSshd start(Path directory, String address, int port, Map<String, String> environment) {
        try {
            Path home = directory.toAbsolutePath().normalize();
            Files.createDirectories(home.resolve("home"));
            endLeftover(home);
            if ("root".equals(System.getProperty("user.name"))) {
                // sshd run by root refuses every connection without its separation directory
                Files.createDirectories(Path.of("/run/sshd"));
            }
            key(home.resolve("hostkey"));
            key(home.resolve("client_key"));
            Files.copy(
                    home.resolve("client_key.pub"),
                    home.resolve("authorized_keys"),
                    StandardCopyOption.REPLACE_EXISTING);
            int chosen = port == 0 ? freePort(address) : port;
            Path config = home.resolve("sshd_config");
            Files.write(config, config(home, address, chosen, environment));
            Files.deleteIfExists(home.resolve("sshd.pid"));
            run(
                    PROGRAM.toString(),
                    "-f",
                    config.toString(),
                    "-E",
                    home.resolve("sshd.log").toString());
            awaitAnswer(home, address, chosen);
            return new LabSshd(
                    home,
                    address,
                    chosen,
                    System.getProperty("user.name"),
                    home.resolve("client_key"),
                    publicPart(home.resolve("hostkey.pub")),
                    readPid(home).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("lab sshd did not start in " + directory, e);
        }
    }

    @Override
    public String kind() {
        return "real";
    }

    /** Kills the server's process of every open connection; commands that run there live on, as with a dead line. */
    @Override
    public void cut() {
        ProcessHandle.of(pid).ifPresent(server -> server.children().forEach(ProcessHandle::destroyForcibly));
    }

    /** Ends the listener and the open connections. Calling twice is harmless. */
    @Override
    public void close() {
        end(pid);
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(server -> {
            List<ProcessHandle> sessions = server.children().toList();
            server.destroy();
            sessions.forEach(ProcessHandle::destroyForcibly);
            LabProcesses.awaitEnd(List.of(server));
        });
    }

    private static void endLeftover(Path home) throws IOException {
        Optional<Long> pid = readPid(home);
        if (pid.isPresent()) {
            Path commandLine = Path.of("/proc", pid.get().toString(), "cmdline");
            // a pid can be anybody's by now: only a process that names our configuration is ours
            if (Files.exists(commandLine)
                    && Files.readString(commandLine)
                            .contains(home.resolve("sshd_config").toString())) {
                end(pid.get());
            }
        }
    }

    private static Optional<Long> readPid(Path home) throws IOException {
        Path file = home.resolve("sshd.pid");
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
    }

    private static List<String> config(Path home, String address, int port, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>();
        all.put("HOME", home.resolve("home").toString());
        // Debian's bash reads ~/.bashrc when sshd runs it at the first shell level, which costs time and changes PATH
        all.put("SHLVL", "1");
        all.putAll(environment);
        StringBuilder setEnv = new StringBuilder("SetEnv");
        all.forEach((name, value) ->
                setEnv.append(" \"").append(name).append('=').append(value).append('"'));
        return List.of(
                "Port " + port,
                "ListenAddress " + address,
                "HostKey " + home.resolve("hostkey"),
                "PidFile " + home.resolve("sshd.pid"),
                "AuthorizedKeysFile " + home.resolve("authorized_keys"),
                "PermitRootLogin prohibit-password",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "StrictModes no",
                "UseDNS no",
                "PrintLastLog no",
                "MaxStartups 100",
                "Subsystem sftp internal-sftp",
                setEnv.toString());
    }

    private static void key(Path file) throws IOException {
        if (!Files.exists(file)) {
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", file.toString());
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String publicPart(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ");
        return words[0] + " " + words[1];
    }

    static int freePort(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Path home, String address, int port) throws IOException {
        long end = System.nanoTime() + BOUND.toNanos();
        String seen = "nothing";
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(address, port)) {
                socket.setSoTimeout(10_000);
                byte[] greeting = socket.getInputStream().readNBytes(4);
                seen = new String(greeting, StandardCharsets.US_ASCII);
                if (seen.equals("SSH-") && readPid(home).isPresent()) {
                    return;
                }
            } catch (IOException e) {
                seen = e.toString();
            }
            LockSupport.parkNanos(10_000_000);
        }
        Path log = home.resolve("sshd.log");
        throw new IOException("sshd does not answer: " + address + ":" + port + " (observed " + seen
                + ", expected SSH-) " + (Files.exists(log) ? Files.readString(log) : "no log"));
    }

    private static void run(String... words) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(words[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(words[0] + " interrupted", e);
        }
    }
}
