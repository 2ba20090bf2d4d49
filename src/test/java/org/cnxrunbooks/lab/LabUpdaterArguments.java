package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code updateSilent.sh} (HCL, "updateSilent command"); what it does not know it names.
 *
 * @param verb list, install or uninstall
 * @param problem why the line is refused, null when it is not
 */
record LabUpdaterArguments(
        String verb,
        Path installDir,
        Path fixDir,
        List<String> fixes,
        String user,
        String password,
        String backedUp,
        @Nullable String problem) {

    private static final List<String> WITH_VALUE = List.of(
            "-installDir",
            "-fixDir",
            "-wasUserId",
            "-wasPassword",
            "-featureCustomizationBackedUp",
            "-configProperties");

    static LabUpdaterArguments parse(List<String> words) throws IOException {
        Map<String, String> values = new HashMap<>();
        List<String> fixes = new ArrayList<>();
        String verb = "list";
        String problem = words.contains("-fix") ? null : "Usage: updateSilent -fix -installDir <directory> ...";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-fixes")) {
                while (i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
                    fixes.add(words.get(++i));
                }
            } else if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
                values.put(word, words.get(++i));
            } else if (word.equals("-install") || word.equals("-uninstall")) {
                verb = word.substring(1);
            } else if (!word.equals("-fix") && !word.equals("-fixDetails")) {
                problem = "Unknown option: " + word;
            }
        }
        properties(values);
        if (problem == null && !values.containsKey("-installDir")) {
            problem = "-installDir is missing.";
        }
        if (problem == null && !verb.equals("list") && fixes.isEmpty()) {
            problem = "-fixes is missing.";
        }
        if (problem == null && verb.equals("install") && !values.containsKey("-fixDir")) {
            problem = "-fixDir is missing.";
        }
        return new LabUpdaterArguments(
                verb,
                Path.of(values.getOrDefault("-installDir", "")),
                Path.of(values.getOrDefault("-fixDir", "")),
                fixes,
                values.getOrDefault("-wasUserId", ""),
                values.getOrDefault("-wasPassword", ""),
                values.getOrDefault("-featureCustomizationBackedUp", ""),
                problem);
    }

    /** Options that stand in a file, by their names without the hyphen. */
    private static void properties(Map<String, String> values) throws IOException {
        String file = values.get("-configProperties");
        if (file != null && Files.isReadable(Path.of(file))) {
            Properties given = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                given.load(reader);
            }
            given.stringPropertyNames().forEach(name -> values.put("-" + name, given.getProperty(name)));
        }
    }
}
