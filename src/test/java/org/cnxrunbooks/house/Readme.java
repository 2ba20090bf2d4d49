package org.cnxrunbooks.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * What README.md says, held against what is there.
 *
 * @param text of the page
 * @param known what is there
 */
record Readme(String text, Known known) {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");
    private static final Pattern FENCED = Pattern.compile("(?m)^ *```(\\w*)\\n([\\s\\S]*?)^ *```");
    private static final Pattern OUR_PATH = Pattern.compile("(?:src|processes|forms|\\.ci|\\.mvn)(?:/[\\w.-]+)*");
    private static final Pattern ELEMENT =
            Pattern.compile("\\b(?:startEvent|endEvent|userTask|serviceTask|subProcess|gateway)_\\w+");
    private static final Pattern MAVEN = Pattern.compile("\\bmvn ([^`\\n]+)");
    private static final Pattern KEY = Pattern.compile("\\brunbooks(?:\\.[a-z][a-z-]*)+");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\bRUNBOOKS(?:_[A-Z]+)+");
    private static final Pattern PORT = Pattern.compile("localhost:(\\d+)");
    private static final Pattern PAGE = Pattern.compile("`GET (/runs/[^`]+)`");
    private static final Pattern TABLE = Pattern.compile("`((?:evidence|runbook)_[a-z]+)`");
    private static final Set<String> PHASES = Set.of("clean", "compile", "test", "package", "verify", "install");

    /**
     * What is there.
     *
     * @param pom text of pom.xml
     * @param models ids of processes
     * @param elements ids of everything in them
     * @param rooms packages below the root that hold classes, those behind a room left out
     * @param sql text of the migrations
     * @param pages paths that are answered, the run's key as {@code {runId}}
     * @param port the configured one
     * @param isKey whether a configuration key is bound
     */
    record Known(
            Path root,
            String pom,
            Set<String> models,
            Set<String> elements,
            Set<String> rooms,
            String sql,
            Set<String> pages,
            String port,
            Predicate<String> isKey) {}

    /** Everything that is not so, as sentences. */
    List<String> untrue() {
        List<String> untrue = new ArrayList<>();
        files(untrue);
        commands(untrue);
        keys(untrue);
        models(untrue);
        each(TABLE, text, table -> {
            if (!known.sql().contains("CREATE TABLE " + table.group(1))) {
                untrue.add("table " + table.group(1) + " does not exist");
            }
        });
        each(
                PAGE,
                text,
                page -> report(
                        untrue,
                        known.pages().contains(page.group(1).replaceAll("<[^>]+>", "{runId}")),
                        "page " + page.group(1) + " is not answered"));
        each(PORT, text, port -> {
            if (!port.group(1).equals(known.port())) {
                untrue.add("port " + port.group(1) + " is not configured");
            }
        });
        known.rooms().stream()
                .filter(room -> !text.contains("| `" + room + "` |"))
                .forEach(room -> untrue.add("room " + room + " is not in the table"));
        return untrue;
    }

    private static void each(Pattern pattern, String text, java.util.function.Consumer<MatchResult> check) {
        pattern.matcher(text).results().forEach(check);
    }

    private void files(List<String> untrue) {
        each(LINK, text, link -> {
            String target = link.group(1);
            if (!target.startsWith("http") && !Files.exists(known.root().resolve(target))) {
                untrue.add("link to " + target + " leads nowhere");
            }
        });
        each(CODE, text, code -> {
            String path = code.group(1);
            if (OUR_PATH.matcher(path).matches() && !Files.exists(known.root().resolve(path))) {
                untrue.add("file " + path + " does not exist");
            }
        });
    }

    private void commands(List<String> untrue) {
        each(MAVEN, text, command -> {
            for (String word : command.group(1).strip().split(" +")) {
                if (word.startsWith("-D")) {
                    String property = word.substring(2).replaceFirst("=.*", "");
                    boolean exists = property.matches("skipTests|spring-boot\\.run\\.arguments")
                            || known.pom().contains("<" + property + ">");
                    report(untrue, exists, "property " + property + " does not exist");
                } else if (word.startsWith("-P")) {
                    report(untrue, known.pom().contains("<id>" + word.substring(2) + "</id>"), "profile " + word);
                } else if (word.contains(":")) {
                    String plugin = word.substring(0, word.indexOf(':')) + "-maven-plugin";
                    report(untrue, known.pom().contains("<artifactId>" + plugin), "goal " + word + " has no plug-in");
                } else if (!word.startsWith("-")) {
                    report(untrue, PHASES.contains(word), word + " is no phase of Maven");
                }
            }
        });
    }

    private static void report(List<String> untrue, boolean holds, String complaint) {
        if (!holds) {
            untrue.add(complaint);
        }
    }

    private void keys(List<String> untrue) {
        List<String> keys = new ArrayList<>();
        each(KEY, text, key -> keys.add(key.group()));
        each(
                ENVIRONMENT,
                text,
                name -> keys.add(name.group().toLowerCase(Locale.ROOT).replace('_', '.')));
        each(FENCED, text, block -> {
            if (block.group(1).equals("yaml")) {
                YamlKeys.collect("", new Yaml().load(block.group(2)), keys);
            }
        });
        keys.stream()
                .filter(key -> !known.isKey().test(key))
                .forEach(key -> untrue.add("key " + key + " configures nothing"));
    }

    private void models(List<String> untrue) {
        each(
                ELEMENT,
                text,
                element -> report(
                        untrue,
                        known.elements().contains(element.group()),
                        "element " + element.group() + " does not exist"));
        known.models()
                .forEach(model -> report(
                        untrue,
                        text.contains("[`" + model + "`](processes/" + model + ".bpmn)"),
                        "runbook " + model + " is not in the table"));
    }
}
