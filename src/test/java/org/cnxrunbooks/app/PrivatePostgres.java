package org.cnxrunbooks.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster for one test, on a free port of the loopback, which wants a password as a site's does. Root may
 * not run PostgreSQL, so root hands it to the account {@code postgres}.
 */
final class PrivatePostgres implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "for this test only";

    /** Not 127.0.0.1, whose ports clients use up: one found free stays free until the server has it. */
    private static final String ADDRESS = "127.0.250.2";

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path bin;
    private final Path directory;
    private final int port;

    private PrivatePostgres(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** Directory of the newest installed PostgreSQL's programs. */
    static Optional<Path> programs() throws IOException {
        Path installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    static PrivatePostgres start(Path bin) throws IOException {
        Path directory = Files.createTempDirectory("runbooks-postgres-");
        PrivatePostgres postgres = new PrivatePostgres(bin, directory, freePort());
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        if (ROOT) {
            run(List.of("chown", "-R", USER, directory.toString()));
        }
        postgres.as(
                "initdb",
                "-D",
                postgres.data(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
        postgres.as(
                "pg_ctl",
                "-D",
                postgres.data(),
                "-w",
                "-t",
                "300",
                "-s",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-h " + ADDRESS + " -p " + postgres.port + " -c unix_socket_directories='' -c fsync=off",
                "start");
        return postgres;
    }

    String url() {
        return "jdbc:postgresql://" + ADDRESS + ":" + port + "/postgres";
    }

    @Override
    public void close() throws IOException {
        as("pg_ctl", "-D", data(), "-m", "immediate", "-s", "-w", "stop");
        run(List.of("rm", "-rf", "--", directory.toString()));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void as(String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (ROOT) {
            words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        words.add(bin.resolve(program).toString());
        words.addAll(List.of(arguments));
        run(words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> words) throws IOException {
        // through a file: the server keeps the output open that pg_ctl was given
        Path output = Files.createTempFile("runbooks-postgres-", ".log");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .directory(Path.of("/").toFile())
                    .start();
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(words + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
