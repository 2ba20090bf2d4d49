package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration as it would be, in files of other names: the main file, each changed file, and each that leads to one.
 * An Include that matched anything names a list instead, which names exactly what was matched, so that every line keeps
 * its number. httpd takes relative paths from the server root, wherever a file stands.
 */
final class ConfigCopy {

    private final HttpdConfig config;
    private final String room;
    private final Map<String, byte[]> changed = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int lists;

    /** @param room directory that takes the copies */
    ConfigCopy(HttpdConfig config, List<FileEdit> edits, String room) {
        this.config = config;
        this.room = room;
        for (FileEdit edit : edits) {
            if (!config.paths().contains(edit.path()) || !Arrays.equals(config.bytes(edit.path()), edit.before())) {
                throw new IllegalArgumentException("not an edit of this configuration: " + edit.path());
            }
            changed.put(edit.path(), edit.after());
        }
        for (String path : config.paths()) {
            if (path.equals(config.mainFile()) || leadsToChange(path)) {
                names.put(path, room + "/copy-" + names.size() + ".conf");
            }
        }
        names.forEach((path, copy) -> files.put(copy, content(path)));
    }

    /** Bytes by the names of the copies. */
    Map<String, byte[]> files() {
        return files;
    }

    String mainFile() {
        return name(config.mainFile());
    }

    /** What httpd said, with the names of the real files. */
    String real(String said) {
        String text = said;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getValue(), name.getKey());
        }
        return text;
    }

    private String name(String path) {
        return names.getOrDefault(path, path);
    }

    /** Ends, as a configuration whose files include each other was refused when it was read. */
    private boolean leadsToChange(String path) {
        return changed.containsKey(path)
                || config.statements(path).stream()
                        .filter(ConfigCopy::isInclude)
                        .flatMap(statement -> included(statement).stream())
                        .anyMatch(this::leadsToChange);
    }

    private List<String> included(Statement include) {
        return include.arguments().stream()
                .flatMap(argument -> config.included(argument).stream())
                .toList();
    }

    private static boolean isInclude(Statement statement) {
        return statement.kind() == Statement.Kind.DIRECTIVE && HttpdConfig.isInclude(statement.name());
    }

    private byte[] content(String path) {
        byte[] bytes = changed.getOrDefault(path, config.bytes(path));
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        List<Statement> statements = StatementReader.read(path, bytes);
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement statement = statements.get(i);
            if (isInclude(statement) && included(statement).stream().anyMatch(names::containsKey)) {
                String lines =
                        text.substring(statement.begin(), statement.end()).replaceAll("[^\n]", "");
                text.replace(statement.begin(), statement.end(), "Include \"" + list(statement) + "\"" + lines);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String list(Statement include) {
        StringBuilder text = new StringBuilder();
        included(include)
                .forEach(path -> text.append("Include \"").append(name(path)).append("\"\n"));
        String file = room + "/list-" + lists++ + ".conf";
        files.put(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }
}
