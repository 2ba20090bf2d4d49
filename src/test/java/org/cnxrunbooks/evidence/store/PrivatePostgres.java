package org.cnxrunbooks.evidence.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL cluster of its own on a free loopback port; as root it runs as {@code postgres}, which refuses root. */
public final class PrivatePostgres implements AutoCloseable {

    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    /** Not 127.0.0.1, whose ports clients use up: one found free stays free until the server has it. */
    private static final String ADDRESS = "127.0.250.1";

    private final Path home;
    private final int port;

    private PrivatePostgres(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    public static boolean installed() {
        return Files.isExecutable(BIN.resolve("initdb"));
    }

    public static PrivatePostgres start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(
                "pg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            port = free.getLocalPort();
        }
        PrivatePostgres postgres = new PrivatePostgres(home, port);
        postgres.run(
                "initdb", "-D", home + "/data", "-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        postgres.run(
                "pg_ctl",
                "-D",
                home + "/data",
                "-w",
                "-t",
                "300",
                "-l",
                home + "/log",
                "-o",
                "-h " + ADDRESS + " -p " + port + " -k " + home + " -c fsync=off",
                "start");
        return postgres;
    }

    public String url() {
        return "jdbc:postgresql://" + ADDRESS + ":" + port + "/postgres?user=app";
    }

    private void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        words.add(BIN.resolve(tool).toString());
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(tool + ".out").toFile())
                .start();
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(tool + " failed: " + Files.readString(home.resolve(tool + ".out")));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-D", home + "/data", "-m", "immediate", "-w", "stop");
    }
}
