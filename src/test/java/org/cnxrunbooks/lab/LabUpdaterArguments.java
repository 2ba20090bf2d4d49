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
 * The command line of {@code updateSilent.sh} (HCL, "updateSilent command"); what it does not know it names. Instead of
 * options it takes one properties file with all of them by their names without the hyphen (IBM, readme of the update
 * installer 5.0.2); what a file after {@code -configProperties} may hold is not public, so it is not read.
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

    static LabUpdaterArguments parse(List<String> given) throws IOException {
        boolean file = given.size() == 1 && given.get(0).endsWith(".properties");
        List<String> words = file ? options(Path.of(given.get(0))) : given;
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

    private static List<String> options(Path file) throws IOException {
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            given.load(reader);
        }
        List<String> words = new ArrayList<>();
        for (String name : given.stringPropertyNames()) {
            String value = given.getProperty(name);
            words.add("-" + name);
            if (name.equals("fixes")) {
                words.addAll(List.of(value.split(",")));
            } else if (!value.equals("true")) {
                words.add(value);
            }
        }
        return words;
    }
}
