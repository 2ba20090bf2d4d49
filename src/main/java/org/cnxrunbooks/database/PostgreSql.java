package org.cnxrunbooks.database;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.CommandResult;

/**
 * PostgreSQL by its client tools, run against the real product. No supported database of Connections itself, but of
 * parts that sites put beside it. Server and log-in come from the owner's own environment (socket, PGHOST, pgpass).
 */
record PostgreSql(int port) implements Vendor {

    private static final String LIST = "SELECT datname, pg_database_size(datname) FROM pg_database"
            + " WHERE datallowconn AND NOT datistemplate ORDER BY datname";
    private static final String SESSIONS = "SELECT datname, pid, usename, application_name FROM pg_stat_activity"
            + " WHERE datname IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    public boolean verifiedOnRealProduct() {
        return true;
    }

    @Override
    public Pattern names() {
        return Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");
    }

    @Override
    public List<String> tools() {
        return List.of("psql", "pg_dump", "pg_restore");
    }

    @Override
    public Question version() {
        return Question.of("pg_dump", "--version");
    }

    @Override
    public String readVersion(CommandResult result) {
        if (!result.ok() || !result.output().contains("PostgreSQL")) {
            throw new IllegalArgumentException("no version line");
        }
        return result.output().strip();
    }

    @Override
    public Question databases() {
        return query(LIST);
    }

    @Override
    public List<PresentDatabase> readDatabases(CommandResult result) {
        return rows(result, 2)
                .map(row -> new PresentDatabase(row[0], Long.parseLong(row[1])))
                .toList();
    }

    @Override
    public Question connections(String database) {
        return query(SESSIONS);
    }

    @Override
    public List<DatabaseConnection> readConnections(String database, CommandResult result) {
        return rows(result, 4)
                .filter(row -> row[0].equals(database))
                .map(row -> new DatabaseConnection(database, row[1], row[2], row[3]))
                .toList();
    }

    @Override
    public Question end(List<DatabaseConnection> connections) {
        return query(connections.stream()
                .map(connection -> Integer.parseInt(connection.handle()))
                .map(pid -> "SELECT pg_terminate_backend(" + pid + ")")
                .collect(Collectors.joining("; ")));
    }

    @Override
    public Question dump(String database, String directory) {
        return tool("pg_dump", "-w", "-Fc", "-f", directory + "/" + database + ".dump", "-d", database);
    }

    /** pg_dump has no words for success: silence and exit code 0 are its success. */
    @Override
    public Verdict judge(int exitCode, String log) {
        boolean complains = log.contains("pg_dump: error:") || log.contains("FATAL:");
        return Verdict.of(exitCode == 0 && !complains, complains, exitCode, "");
    }

    @Override
    public boolean isImage(String database, String timestamp, String fileName) {
        return fileName.equals(database + ".dump");
    }

    /** Reads the whole archive, not its table of contents alone, which a truncated one still has. */
    @Override
    public Question check(String database, String path) {
        return Question.of("pg_restore", "-f", "/dev/null", path);
    }

    @Override
    public boolean readCheck(CommandResult result) {
        return result.ok() && !result.errors().contains("error:");
    }

    private Question query(String sql) {
        return tool(
                "psql", "-X", "-w", "-A", "-t", "-q", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", sql);
    }

    private Question tool(String... words) {
        Stream<String> address = Stream.of("-p", Integer.toString(port));
        List<String> all = Stream.of(
                        Stream.of(words).limit(1), address, Stream.of(words).skip(1))
                .flatMap(part -> part)
                .toList();
        return new Question(all, "");
    }

    private static Stream<String[]> rows(CommandResult result, int columns) {
        if (!result.ok()) {
            throw new IllegalArgumentException("psql ended with exit code " + result.exitCode());
        }
        return result.output()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .peek(row -> {
                    if (row.length != columns) {
                        throw new IllegalArgumentException("a row of " + row.length + " columns, expected " + columns);
                    }
                });
    }
}
