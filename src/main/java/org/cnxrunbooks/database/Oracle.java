package org.cnxrunbooks.database;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.CommandResult;

/**
 * Oracle: one database with a schema for each application, exported by Data Pump. Built from Oracle's "Database
 * Utilities" manual; unverified, never run against an Oracle database. The check by {@code impdp SQLFILE} reads the
 * dump's catalogue, not every row.
 */
record Oracle(String sid) implements Vendor {

    private static final String ENTER = "LC_ALL=C; NLS_LANG=AMERICAN_AMERICA.AL32UTF8; ORACLE_SID=$1; ORAENV_ASK=NO; "
            + "export LC_ALL NLS_LANG ORACLE_SID ORAENV_ASK; shift; "
            + "if command -v oraenv >/dev/null 2>&1; then . oraenv >/dev/null; fi; exec \"$@\"";
    private static final String DIRECTORY = "CNXRUNBOOKS";
    private static final String PLAIN = "SET HEADING OFF FEEDBACK OFF PAGESIZE 0 LINESIZE 400 TRIMSPOOL ON TAB OFF\n"
            + "WHENEVER SQLERROR EXIT FAILURE\n";
    private static final Pattern SID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,11}");

    Oracle {
        if (!SID.matcher(sid).matches()) {
            throw new IllegalArgumentException("not an Oracle SID: " + sid);
        }
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.ORACLE;
    }

    @Override
    public boolean verifiedOnRealProduct() {
        return false;
    }

    @Override
    public Pattern names() {
        return Pattern.compile("[A-Za-z][A-Za-z0-9_$#]{0,29}");
    }

    @Override
    public String canonical(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public List<String> tools() {
        return List.of("sqlplus", "expdp", "impdp");
    }

    @Override
    public List<String> environment() {
        return List.of("/bin/sh", "-c", ENTER, "sh", sid);
    }

    @Override
    public Question version() {
        return Question.of("sqlplus", "-V");
    }

    @Override
    public String readVersion(CommandResult result) {
        return result.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("SQL*Plus"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line 'SQL*Plus'"));
    }

    @Override
    public Question databases() {
        return sql("SELECT u.username || CHR(9) || NVL(SUM(s.bytes), 0) FROM dba_users u"
                + " LEFT JOIN dba_segments s ON s.owner = u.username GROUP BY u.username;\n");
    }

    @Override
    public List<PresentDatabase> readDatabases(CommandResult result) {
        return rows(result, 2)
                .map(row -> new PresentDatabase(row[0], Long.parseLong(row[1].strip())))
                .toList();
    }

    @Override
    public Question connections(String database) {
        return sql("SELECT username || CHR(9) || sid || ',' || serial# || CHR(9) || program FROM v$session"
                + " WHERE type = 'USER' AND username IS NOT NULL;\n");
    }

    @Override
    public List<DatabaseConnection> readConnections(String database, CommandResult result) {
        return rows(result, 3)
                .filter(row -> row[0].equals(canonical(database)))
                .map(row -> new DatabaseConnection(database, row[1], row[0], row[2].strip()))
                .toList();
    }

    @Override
    public Question end(List<DatabaseConnection> connections) {
        return sql(connections.stream()
                .map(DatabaseConnection::handle)
                .filter(handle -> handle.matches("\\d+,\\d+"))
                .map(handle -> "ALTER SYSTEM KILL SESSION '" + handle + "' IMMEDIATE;\n")
                .collect(Collectors.joining()));
    }

    @Override
    public List<Question> prepare(String directory) {
        return List.of(sql("CREATE OR REPLACE DIRECTORY " + DIRECTORY + " AS '" + directory + "';\n"));
    }

    @Override
    public Question dump(String database, String directory) {
        String schema = canonical(database);
        return Question.of(
                "expdp",
                "'/ as sysdba'",
                "schemas=" + schema,
                "directory=" + DIRECTORY,
                "dumpfile=" + schema + ".dmp",
                "logfile=" + schema + ".log");
    }

    @Override
    public Verdict judge(int exitCode, String log) {
        boolean complains = log.lines().anyMatch(line -> line.startsWith("ORA-") || line.startsWith("UDE-"));
        return Verdict.of(log.contains("successfully completed at"), complains, exitCode, "");
    }

    @Override
    public boolean isImage(String database, String timestamp, String fileName) {
        return fileName.equals(canonical(database) + ".dmp");
    }

    @Override
    public Question check(String database, String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return Question.of(
                "impdp",
                "'/ as sysdba'",
                "directory=" + DIRECTORY,
                "dumpfile=" + file,
                "sqlfile=" + file + ".sql",
                "nologfile=y");
    }

    @Override
    public boolean readCheck(CommandResult result) {
        String text = result.output() + "\n" + result.errors();
        return judge(result.exitCode(), text).kind() == Verdict.Kind.SUCCEEDED;
    }

    private static Question sql(String text) {
        return Question.of("sqlplus", "-S", "-L", "/", "as", "sysdba").reading(PLAIN + text + "EXIT\n");
    }

    private static Stream<String[]> rows(CommandResult result, int columns) {
        boolean complains =
                result.output().lines().anyMatch(line -> line.startsWith("ORA-") || line.startsWith("SP2-"));
        if (!result.ok() || complains) {
            throw new IllegalArgumentException("sqlplus ended with exit code " + result.exitCode());
        }
        return result.output().lines().map(line -> line.split("\t", -1)).filter(row -> row.length == columns);
    }
}
