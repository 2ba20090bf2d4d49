package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private PostgreSQL cluster that holds the Connections databases (as {@code db2} shows them) and one of its own.
 *
 * <p>Root may not run PostgreSQL, so root hands it to the account {@code postgres}; the cluster stands below the lab
 * when that account can get there, else in the directory for temporary files. Without fsync: it lives as long as the lab.
 *
 * @param bin directory of the programs
 * @param data directory of the cluster
 */
record LabPostgres(Path bin, Path data, String address, int port) {

    static final String USER = "postgres";
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** The newest installed PostgreSQL's programs. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Two clusters: the one behind the Db2 look-alike, and one that is a PostgreSQL in its own right. */
    static List<LabPostgres> start(Path bin, LabLayout layout, List<String> db2Databases) throws IOException {
        Path parent = home(layout);
        String address = layout.address("db");
        LabPostgres db2 = new LabPostgres(bin, parent.resolve("db2"), address, LabLayout.DB2_PORT);
        LabPostgres main = new LabPostgres(bin, parent.resolve("main"), address, LabLayout.POSTGRES_PORT);
        as(List.of(
                bin.resolve("initdb").toString(),
                "-D",
                db2.data.toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        // as good as a second initdb, and quicker
        as(List.of("cp", "-a", db2.data.toString(), main.data.toString()));
        List<LabPostgres> both = List.of(db2, main);
        try {
            db2.run(layout, db2Databases);
            main.run(layout, List.of(LabLayout.POSTGRES_DATABASE));
            return both;
        } catch (SQLException e) {
            for (LabPostgres cluster : both) {
                cluster.close();
            }
            throw new IOException("lab database was not filled", e);
        }
    }

    private void run(LabLayout layout, List<String> databases) throws IOException, SQLException {
        as(List.of(
                bin.resolve("pg_ctl").toString(),
                "-D",
                data.toString(),
                "-w",
                "-t",
                "300",
                "-s",
                "-l",
                data.resolve("log").toString(),
                "-o",
                "-h " + address + " -p " + port
                        + " -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                        + " -c shared_buffers=16MB -c max_connections=60 -c autovacuum=off -c max_wal_size=512MB",
                "start"));
        LabProcesses.remember(layout.run(), "postgres-" + data.getFileName(), pid());
        fill(databases);
    }

    /** Ends the server at once and drops the cluster. */
    void close() throws IOException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            as(List.of(bin.resolve("pg_ctl").toString(), "-D", data.toString(), "-m", "immediate", "-s", "-w", "stop"));
        }
        LabCommand.run(List.of("rm", "-rf", "--", data.toString()));
    }

    private void fill(List<String> databases) throws SQLException {
        try (Connection connection = connect("template1");
                Statement statement = connection.createStatement()) {
            statement.execute("create table schema_level (component text primary key, version int not null)");
            statement.execute("insert into schema_level values ('core', 147), ('events', 30)");
            statement.execute("create table content (id int primary key, title text not null, body text)");
            statement.execute(
                    "insert into content select i, 'title ' || i, repeat('text ' || i || ' ', 20) from generate_series(1, 500) i");
        }
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            for (String name : databases) {
                statement.execute("create database \"" + name + "\"");
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address + ":" + port + "/" + database, USER, "");
    }

    private long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    private static void as(List<String> words) throws IOException {
        List<String> all = new ArrayList<>();
        if (ROOT) {
            all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        all.addAll(words);
        LabCommand.run(all);
    }

    /** A directory that the server's account owns and can reach; the lab's name is part of it, as every process of a lab shows it. */
    private static Path home(LabLayout layout) throws IOException {
        Path below = layout.lab().resolve("postgres");
        boolean reachable = !ROOT || passable(layout.lab());
        Path chosen = reachable
                ? below
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "cnxrunbooks-postgres" + layout.lab().toString().replace('/', '-'));
        LabCommand.run(List.of("rm", "-rf", "--", chosen.toString()));
        Files.createDirectories(chosen);
        if (ROOT) {
            LabCommand.run(List.of("chown", USER, chosen.toString()));
        }
        return chosen;
    }

    private static boolean passable(@Nullable Path directory) throws IOException {
        for (Path step = directory; step != null; step = step.getParent()) {
            if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
