package org.cnxrunbooks.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.CommandResult;

/**
 * Db2 by its command line processor, offline backup. Commands and messages as in IBM's Db2 documentation and public
 * scripts; run against a look-alike, never against a real Db2. Messages are asked for in English.
 *
 * <p>Longer than most: Db2 has the most answers to read.
 *
 * @param instance also the name of the account whose {@code sqllib/db2profile} sets the environment
 */
record Db2(String instance) implements Vendor {

    private static final String ENTER = "LC_ALL=C; LANG=C; export LC_ALL LANG; h=$(eval \"echo ~$1\"); shift; "
            + "if [ -r \"$h/sqllib/db2profile\" ]; then . \"$h/sqllib/db2profile\"; fi; exec \"$@\"";
    private static final String SIZE = "db2 connect to \"$1\" || exit $?; "
            + "db2 'call get_dbsize_info(?,?,?,-1)'; r=$?; db2 connect reset; exit $r";

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");
    private static final Pattern ENTRY = Pattern.compile("^\\s*([A-Z][A-Za-z ]+?)\\s*= ?(.*)$");
    private static final Pattern SIZE_VALUE =
            Pattern.compile("(?s)Parameter Name\\s*: DATABASESIZE\\s+Parameter Value : (\\d+)");
    private static final Pattern SUCCESS =
            Pattern.compile("(?m)^Backup successful\\. The timestamp for this backup image is : (\\d{14})\\s*$");
    private static final Pattern FAILURE = Pattern.compile("(?m)^SQL\\d{4,5}[NC]\\b");

    Db2 {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("not the name of a Db2 instance: " + instance);
        }
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.DB2;
    }

    @Override
    public boolean verifiedOnRealProduct() {
        return false;
    }

    @Override
    public Pattern names() {
        return Pattern.compile("[A-Za-z@#$][A-Za-z0-9@#$]{0,7}");
    }

    @Override
    public String canonical(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public List<String> tools() {
        return List.of("db2", "db2ckbkp", "db2level");
    }

    @Override
    public List<String> environment() {
        return List.of("/bin/sh", "-c", ENTER, "sh", instance);
    }

    @Override
    public Question version() {
        return Question.of("db2level");
    }

    @Override
    public String readVersion(CommandResult result) {
        return result.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Informational tokens"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line 'Informational tokens'"));
    }

    @Override
    public Question databases() {
        return Question.of("db2", "list", "database", "directory");
    }

    /** Databases that are only catalogued here and live elsewhere are left out. */
    @Override
    public List<PresentDatabase> readDatabases(CommandResult result) {
        if (result.output().contains("SQL1031N") || result.output().contains("SQL1057W")) {
            return List.of();
        }
        List<PresentDatabase> databases = new ArrayList<>();
        Map<String, String> entry = new TreeMap<>();
        for (String line : result.output().lines().toList()) {
            Matcher field = ENTRY.matcher(line);
            if (field.matches()) {
                String label = field.group(1);
                if (label.equals("Database alias")) {
                    entry.clear();
                }
                entry.put(label, field.group(2).strip());
                if (label.equals("Directory entry type")
                        && entry.getOrDefault(label, "").equals("Indirect")) {
                    databases.add(new PresentDatabase(entry.getOrDefault("Database alias", ""), -1));
                }
            }
        }
        if (!result.ok()
                || databases.isEmpty()
                || databases.stream().anyMatch(found -> found.name().isEmpty())) {
            throw new IllegalArgumentException("no readable database directory");
        }
        return databases;
    }

    @Override
    public Optional<Question> size(String database) {
        return Optional.of(Question.of("/bin/sh", "-c", SIZE, "sh", database));
    }

    @Override
    public long readSize(CommandResult result) {
        Matcher value = SIZE_VALUE.matcher(result.output());
        return value.find() ? Long.parseLong(value.group(1)) : -1;
    }

    @Override
    public Question connections(String database) {
        return Question.of("db2", "list", "applications", "for", "database", database);
    }

    @Override
    public List<DatabaseConnection> readConnections(String database, CommandResult result) {
        if (result.output().contains("SQL1611W")) {
            return List.of();
        }
        List<String> lines = result.output().lines().toList();
        int rule = 0;
        while (rule < lines.size() && !lines.get(rule).startsWith("--------")) {
            rule++;
        }
        if (!result.ok() || rule == lines.size()) {
            throw new IllegalArgumentException("no readable list of applications");
        }
        List<int[]> columns = columns(lines.get(rule));
        return lines.subList(rule + 1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(line -> new DatabaseConnection(
                        database, cut(line, columns.get(2)), cut(line, columns.get(0)), cut(line, columns.get(1))))
                .toList();
    }

    /** By handle: the instance may serve others too, whom {@code force application all} would hit. */
    @Override
    public Question end(List<DatabaseConnection> connections) {
        String handles = connections.stream().map(DatabaseConnection::handle).collect(Collectors.joining(", "));
        return Question.of("db2", "force application (" + handles + ")");
    }

    @Override
    public Optional<Question> close(String database) {
        return Optional.of(Question.of("db2", "deactivate", "database", database));
    }

    /** SQL1496W: was not activated, which is as good. */
    @Override
    public boolean readClosed(CommandResult result) {
        return result.ok() || result.output().contains("SQL1496W");
    }

    @Override
    public Question dump(String database, String directory) {
        return Question.of("db2", "backup", "database", database, "to", directory, "without", "prompting");
    }

    @Override
    public Verdict judge(int exitCode, String log) {
        Matcher success = SUCCESS.matcher(log);
        boolean said = success.find();
        return Verdict.of(said, FAILURE.matcher(log).find(), exitCode, said ? success.group(1) : "");
    }

    /** {@code ALIAS.TYPE.INSTANCE.DBPARTnnn.TIMESTAMP.SEQUENCE}. */
    @Override
    public boolean isImage(String database, String timestamp, String fileName) {
        return fileName.startsWith(canonical(database) + ".0." + instance + ".DBPART")
                && fileName.matches(".*\\." + timestamp + "\\.\\d{3}");
    }

    @Override
    public Question check(String database, String path) {
        return Question.of("db2ckbkp", path);
    }

    @Override
    public boolean readCheck(CommandResult result) {
        return result.ok()
                && result.output().contains("Image Verification Complete - successful.")
                && !result.output().contains("ERROR");
    }

    private static List<int[]> columns(String rule) {
        List<int[]> columns = new ArrayList<>();
        Matcher dashes = Pattern.compile("-+").matcher(rule);
        while (dashes.find()) {
            columns.add(new int[] {dashes.start(), dashes.end()});
        }
        if (columns.size() < 3) {
            throw new IllegalArgumentException("unknown columns: " + rule);
        }
        return columns;
    }

    private static String cut(String line, int[] column) {
        int start = Math.min(column[0], line.length());
        return line.substring(start, Math.min(column[1], line.length())).strip();
    }
}
