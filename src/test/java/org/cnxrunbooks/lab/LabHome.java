package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stand-in's process knows of its lab: {@code lab.properties} in the lab's directory, which stands in the
 * environment of every command of every host as {@code LAB_HOME} (and the host's name as {@code LAB_HOST}).
 *
 * <p>JDK only, as are all stand-ins: they run with nothing but the compiled test classes on the class path. Keys:
 * {@code cell}, {@code java}, {@code classes}, {@code wsadmin.user}, {@code wsadmin.password.file}, {@code dmgr.node},
 * {@code dmgr.profile}, {@code nodes} (managed ones, by comma), {@code applications}, {@code context.<first word of a path>}
 * (the application that serves it), {@code application.<name>.cluster}, {@code node.<node>.host},
 * {@code .address}, {@code .profile}, {@code connections} (its installation), {@code .servers} (without dmgr and node agent), {@code server.<node>.<server>.port},
 * {@code .role} (server, nodeagent or dmgr), {@code .cluster}, {@code .clone}, {@code clusters}, {@code variable.<NAME>}
 * (WebSphere variables of the cell), {@code filenet.alias}, {@code filenet.user}, {@code filenet.realm} (local, ldap or
 * none), {@code postgres.bin}, {@code .address}, {@code .port}, {@code .user} (absent without PostgreSQL).
 */
public final class LabHome {

    private final Path directory;
    private final Properties properties = new Properties();

    public LabHome(Path directory) throws IOException {
        this.directory = directory;
        try (Reader reader = Files.newBufferedReader(directory.resolve("lab.properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
    }

    public Path directory() {
        return directory;
    }

    /** The value, which must be there. */
    public String get(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("lab.properties has no " + key);
        }
        return value;
    }

    public String get(String key, String absent) {
        return properties.getProperty(key, absent);
    }

    /** All values whose keys begin so, by the rest of the key. */
    public SortedMap<String, String> under(String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), properties.getProperty(key));
            }
        }
        return found;
    }

    /** The values between commas. */
    public List<String> list(String key) {
        String value = get(key, "");
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    /** Whether somebody has switched this fault on by creating {@code faults/<name>}. */
    public boolean fault(String name) {
        return Files.exists(directory.resolve("faults").resolve(name));
    }

    /**
     * Notes one effect in the ledger.
     *
     * @param effect what happened, e.g. {@code serverStopped}
     * @param target to what, e.g. the server's name; the ledger's id is {@code <effect>:<target>}, so that a thing done
     *     twice shows as two lines of one id
     */
    public void note(String host, String effect, String target) throws IOException {
        String line = "{\"id\":\"" + quoted(effect + ":" + target) + "\",\"host\":\"" + quoted(host) + "\",\"time\":\""
                + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\",\"effect\":\"" + quoted(effect)
                + "\",\"target\":\"" + quoted(target) + "\"}\n";
        // one write of a short line to a file opened for appending is atomic
        Files.write(
                directory.resolve("ledger.jsonl"),
                line.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
