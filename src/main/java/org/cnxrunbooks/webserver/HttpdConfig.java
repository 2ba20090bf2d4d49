package org.cnxrunbooks.webserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole configuration of a web server: its main file and everything that this includes, as it was read. What it
 * cannot understand it refuses with file, line and reason ({@link ConfigRefusal}); its bytes never change.
 */
public final class HttpdConfig {

    /** httpd's own limit (AP_MAX_INCLUDE_DEPTH). */
    private static final int DEEPEST = 20;

    private static final int MOST_INCLUSIONS = 5000;

    private final String serverRoot;
    private final String root;
    private final String mainFile;
    private final Map<String, byte[]> files;
    private final Map<String, List<String>> includes;
    private final Map<String, List<Statement>> statements = new LinkedHashMap<>();
    private final List<Directive> directives = new ArrayList<>();
    private int inclusions;

    private HttpdConfig(
            String serverRoot, String mainFile, Map<String, byte[]> files, Map<String, List<String>> includes) {
        this.serverRoot = serverRoot;
        this.mainFile = mainFile;
        this.files = new LinkedHashMap<>(files);
        this.includes = Map.copyOf(includes);
        files.forEach((path, bytes) -> statements.put(path, StatementReader.read(path, bytes)));
        this.root = root(serverRoot, statements(mainFile));
        flatten(mainFile, List.of(), 0);
    }

    /**
     * Reads the statements of every file.
     *
     * @param mainFile absolute path, a key of {@code files}
     * @param files bytes by absolute path
     * @param includes for each argument of an Include, made absolute, the files it matched in httpd's order
     */
    public static HttpdConfig parse(
            String serverRoot, String mainFile, Map<String, byte[]> files, Map<String, List<String>> includes) {
        return new HttpdConfig(serverRoot, mainFile, files, includes);
    }

    public String serverRoot() {
        return serverRoot;
    }

    public String mainFile() {
        return mainFile;
    }

    /** Paths of all files, the main file first. */
    public Set<String> paths() {
        return files.keySet();
    }

    public byte[] bytes(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("no file of this configuration: " + path);
        }
        return bytes.clone();
    }

    /** All directives in the order in which httpd meets them, whatever conditions stand around them. */
    public List<Directive> directives() {
        return List.copyOf(directives);
    }

    /**
     * Those that apply: sections IfModule are judged by the modules loaded at that point, IfDefine by a Define before
     * them (what apachectl defines on the command line is unknown and counts as not defined), IfVersion by the level
     *; IfFile and what is judged for each request count
     * as true.
     */
    public List<Directive> effective(ServerFacts facts) {
        return new Conditions(facts).applying(directives);
    }

    /** Files that an Include leads to, in order; empty where nothing matched. */
    public List<String> included(String argument) {
        return includes.getOrDefault(absolute(argument), List.of());
    }

    /** The same configuration with other bytes for those files. */
    HttpdConfig with(Map<String, byte[]> changed) {
        return new HttpdConfig(serverRoot, mainFile, changed, includes);
    }

    List<Statement> statements(String path) {
        List<Statement> found = statements.get(path);
        if (found == null) {
            throw StatementReader.refusal(path, 1, "a file that was not read", "its bytes");
        }
        return found;
    }

    static boolean isInclude(String name) {
        return name.equalsIgnoreCase("Include") || name.equalsIgnoreCase("IncludeOptional");
    }

    /** Relative names are relative to ServerRoot. */
    public String absolute(String path) {
        return absolute(root, path);
    }

    static String absolute(String root, String path) {
        return path.startsWith("/") || path.matches("[A-Za-z]:[/\\\\].*") ? path : root + "/" + path;
    }

    /** What relative names are relative to: ServerRoot of the main file, which wins over that of the command line. */
    static String root(String serverRoot, List<Statement> mainFile) {
        return mainFile.stream()
                .filter(statement -> statement.kind() == Statement.Kind.DIRECTIVE && statement.is("ServerRoot"))
                .flatMap(statement -> statement.arguments().stream().limit(1))
                .reduce(serverRoot, (before, last) -> last)
                .replaceFirst("(?<=.)/+$", "");
    }

    private void flatten(String file, List<Section> around, int depth) {
        if (depth > DEEPEST || ++inclusions > MOST_INCLUSIONS) {
            throw StatementReader.refusal(
                    file,
                    1,
                    "files that include each other",
                    "at most " + DEEPEST + " levels and " + MOST_INCLUSIONS + " inclusions");
        }
        Deque<Section> open = new ArrayDeque<>();
        List<Section> within = new ArrayList<>(around);
        for (Statement statement : statements(file)) {
            switch (statement.kind()) {
                case OPEN -> {
                    Section section = new Section(file, statement.line(), statement.name(), statement.arguments());
                    open.push(section);
                    within.add(section);
                }
                case CLOSE -> {
                    close(file, statement, open);
                    within.remove(within.size() - 1);
                }
                case DIRECTIVE -> directive(file, statement, within, depth);
            }
        }
        if (!open.isEmpty()) {
            Section left = open.peek();
            throw StatementReader.refusal(
                    file, left.line(), "<" + left.name() + "> without end", "</" + left.name() + ">");
        }
    }

    private static void close(String file, Statement statement, Deque<Section> open) {
        Section innermost = open.poll();
        if (innermost == null || !innermost.is(statement.name())) {
            throw StatementReader.refusal(
                    file,
                    statement.line(),
                    "</" + statement.name() + ">",
                    innermost == null ? "no end, nothing is open" : "</" + innermost.name() + ">");
        }
    }

    private void directive(String file, Statement statement, List<Section> within, int depth) {
        if (statement.is("Use")) {
            throw StatementReader.refusal(file, statement.line(), "a macro (mod_macro)", "plain directives");
        }
        directives.add(new Directive(file, statement.line(), statement.name(), statement.arguments(), within));
        if (isInclude(statement.name())) {
            for (String argument : statement.arguments()) {
                if (!includes.containsKey(absolute(argument))) {
                    throw StatementReader.refusal(
                            file, statement.line(), statement.name() + " " + argument, "files that were looked up");
                }
                included(argument).forEach(path -> flatten(path, within, depth + 1));
            }
        }
    }
}
