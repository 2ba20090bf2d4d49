package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fixes as the stand-in of the updateInstaller knows them: archives named {@code <level>-IC-<application>-IF<id>.jar} with
 * a {@code fix.properties} and files below {@code ear/}; what is installed stands below {@code version} in the installation,
 * beside the archives of before.
 */
record LabFixes(LabHome home, Path installDir, Path fixDir) {

    /** Writes a fix that gives an application a new version. */
    static void write(Path directory, String id, String application) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        entries.put(
                "fix.properties",
                bytes("id=" + id + "\napplication=" + application + "\nbuilt=2026-11-01\ndescription=Mends a defect in "
                        + application + "\n"));
        entries.put("ear/META-INF/version.txt", bytes("1-" + id + "\n"));
        entries.put(
                "ear/" + application.toLowerCase(java.util.Locale.ROOT) + ".web.war/fix-" + id + ".js",
                bytes("// " + id + "\n"));
        Files.createDirectories(directory);
        LabEar.pack(directory.resolve("8.0.0.0_CR5-IC-" + application + "-IF" + id + ".jar"), entries);
    }

    List<String> list() throws IOException {
        List<String> lines = new ArrayList<>(List.of("Connections installation: " + installDir));
        lines.add("Installed fixes:");
        try (Stream<Path> files = Files.list(installDir.resolve("version"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".efixApplied"))
                    .sorted()
                    .toList()) {
                describe(lines, Files.readString(file));
            }
        }
        if (Files.isDirectory(fixDir) && !fixDir.toString().isEmpty()) {
            lines.add("Available fixes in " + fixDir + ":");
            try (Stream<Path> files = Files.list(fixDir)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    describe(lines, new String(LabEar.read(file).get("fix.properties"), StandardCharsets.UTF_8));
                }
            }
        }
        return lines;
    }

    boolean applied(String id) {
        return Files.exists(record(id));
    }

    boolean available(String id) throws IOException {
        return archive(id).isPresent();
    }

    /** Whether the archive of before is there, so that the fix can be taken back. */
    boolean kept(String id) {
        return Files.exists(backup(id));
    }

    /** Lays the fix's files over the archive at the deployment manager. Calling twice changes nothing more. */
    void apply(String id) throws IOException {
        SortedMap<String, byte[]> fix = LabEar.read(archive(id).orElseThrow());
        Path master = master(properties(new String(fix.get("fix.properties"), StandardCharsets.UTF_8)));
        if (!kept(id)) {
            Files.createDirectories(backup(id).getParent());
            Files.copy(master, backup(id));
            Files.write(described(id), fix.get("fix.properties"));
        }
        SortedMap<String, byte[]> ear = LabEar.read(master);
        fix.forEach((name, content) -> {
            if (name.startsWith("ear/")) {
                ear.put(name.substring("ear/".length()), content);
            }
        });
        Path draft = master.resolveSibling(master.getFileName() + ".tmp");
        LabEar.pack(draft, ear);
        Files.move(draft, master, StandardCopyOption.ATOMIC_MOVE);
    }

    void takeBack(String id) throws IOException {
        Path master = master(properties(Files.readString(described(id))));
        Path draft = master.resolveSibling(master.getFileName() + ".tmp");
        // with a time of its own, as a node compares times
        Files.write(draft, Files.readAllBytes(backup(id)));
        Files.move(draft, master, StandardCopyOption.ATOMIC_MOVE);
    }

    void record(String id, boolean installed) throws IOException {
        if (installed) {
            Files.copy(described(id), record(id), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(record(id));
            Files.deleteIfExists(backup(id));
            Files.deleteIfExists(described(id));
        }
        home.note("dmgr", installed ? "fixInstalled" : "fixUninstalled", id);
    }

    private Optional<Path> archive(String id) throws IOException {
        if (!Files.isDirectory(fixDir)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(fixDir)) {
            return files.filter(file -> file.getFileName().toString().endsWith("IF" + id + ".jar"))
                    .findFirst();
        }
    }

    private Path master(Properties fix) {
        String ear = fix.getProperty("application") + ".ear";
        return Path.of(home.get("dmgr.profile"), "config/cells", home.get("cell"), "applications", ear, ear);
    }

    private Path record(String id) {
        return installDir.resolve("version").resolve(id + ".efixApplied");
    }

    private Path backup(String id) {
        return installDir.resolve("version/backup").resolve(id).resolve("application.ear");
    }

    private Path described(String id) {
        return backup(id).resolveSibling("fix.properties");
    }

    private static void describe(List<String> lines, String text) throws IOException {
        Properties fix = properties(text);
        lines.add("  Fix: " + fix.getProperty("id"));
        lines.add("    Component: " + fix.getProperty("application"));
        lines.add("    Build date: " + fix.getProperty("built"));
        lines.add("    Description: " + fix.getProperty("description"));
    }

    private static Properties properties(String text) throws IOException {
        Properties fix = new Properties();
        fix.load(new StringReader(text));
        return fix;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
