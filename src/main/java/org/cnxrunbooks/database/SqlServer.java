package org.cnxrunbooks.database;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.CommandResult;

/**
 * SQL Server by {@code sqlcmd}. Built from Microsoft's manuals ("sqlcmd utility", "BACKUP", "RESTORE VERIFYONLY");
 * unverified, never run against a SQL Server. Log-in: the account's own, or SQLCMDUSER and SQLCMDPASSWORD in its
 * environment.
 */
record SqlServer(int port) implements Vendor {

    private static final Pattern PROBLEM = Pattern.compile("(?m)^Msg \\d+, Level (1[1-9]|2\\d), ");

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.SQLSERVER;
    }

    @Override
    public boolean verifiedOnRealProduct() {
        return false;
    }

    @Override
    public Pattern names() {
        return Pattern.compile("[A-Za-z_][A-Za-z0-9_$#-]{0,120}");
    }

    @Override
    public List<String> tools() {
        return List.of("sqlcmd");
    }

    @Override
    public Question version() {
        return sql("SET NOCOUNT ON; SELECT CAST(SERVERPROPERTY('ProductVersion') AS varchar(40))");
    }

    @Override
    public String readVersion(CommandResult result) {
        return result.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+\\.\\d+.*"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no version number"));
    }

    @Override
    public Question databases() {
        return sql("SET NOCOUNT ON; SELECT d.name, SUM(CAST(f.size AS bigint)) * 8192 FROM sys.databases d"
                + " JOIN sys.master_files f ON f.database_id = d.database_id WHERE d.database_id > 4 GROUP BY d.name");
    }

    @Override
    public List<PresentDatabase> readDatabases(CommandResult result) {
        return rows(result, 2)
                .map(row -> new PresentDatabase(row[0].strip(), Long.parseLong(row[1].strip())))
                .toList();
    }

    @Override
    public Question connections(String database) {
        return sql("SET NOCOUNT ON; SELECT DB_NAME(database_id), session_id, login_name, ISNULL(program_name, '')"
                + " FROM sys.dm_exec_sessions WHERE is_user_process = 1 AND session_id <> @@SPID");
    }

    @Override
    public List<DatabaseConnection> readConnections(String database, CommandResult result) {
        return rows(result, 4)
                .filter(row -> row[0].strip().equals(database))
                .map(row -> new DatabaseConnection(database, row[1].strip(), row[2].strip(), row[3].strip()))
                .toList();
    }

    @Override
    public Question end(List<DatabaseConnection> connections) {
        return sql(connections.stream()
                .map(connection -> Integer.parseInt(connection.handle()))
                .map(session -> "KILL " + session)
                .collect(Collectors.joining("; ")));
    }

    @Override
    public Question dump(String database, String directory) {
        return sql("BACKUP DATABASE [" + database + "] TO DISK = N'" + directory + "/" + database
                + ".bak' WITH CHECKSUM, INIT");
    }

    @Override
    public Verdict judge(int exitCode, String log) {
        boolean said = log.contains("BACKUP DATABASE successfully processed");
        return Verdict.of(said, PROBLEM.matcher(log).find(), exitCode, "");
    }

    @Override
    public boolean isImage(String database, String timestamp, String fileName) {
        return fileName.equals(database + ".bak");
    }

    @Override
    public Question check(String database, String path) {
        return sql("RESTORE VERIFYONLY FROM DISK = N'" + path + "' WITH CHECKSUM");
    }

    @Override
    public boolean readCheck(CommandResult result) {
        return result.ok()
                && result.output().contains("The backup set on file 1 is valid.")
                && !PROBLEM.matcher(result.output()).find();
    }

    private Question sql(String text) {
        String server = "localhost," + port;
        return Question.of("sqlcmd", "-S", server, "-b", "-W", "-h", "-1", "-s", "\t", "-Q", text);
    }

    private static Stream<String[]> rows(CommandResult result, int columns) {
        if (!result.ok() || PROBLEM.matcher(result.output()).find()) {
            throw new IllegalArgumentException("sqlcmd ended with exit code " + result.exitCode());
        }
        return result.output().lines().map(line -> line.split("\t", -1)).filter(row -> row.length == columns);
    }
}
