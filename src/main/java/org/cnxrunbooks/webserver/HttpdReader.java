package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/** Reads a web server's configuration: {@code conf/httpd.conf} and everything it includes. */
public final class HttpdReader {

    /** No file of a configuration is larger. */
    public static final long LIMIT = 4 << 20;

    private static final int MOST_FILES = 500;
    private static final String FILE = "+";
    private static final String PATTERN = "=";

    /** For each pattern a line, then one for each file it matches, in httpd's order; a directory stands for its files. */
    private static final String EXPAND =
            """
            LC_ALL=C; export LC_ALL; IFS=
            list() { if [ -d "$1" ]; then find "$1" -type f | sort | sed 's/^/+/'; elif [ -f "$1" ]; then printf '+%s\\n' "$1"; fi; }
            for pattern do
              printf '=%s\\n' "$pattern"
              for path in $pattern; do list "$path"; done
            done
            """;

    private final HostSession session;
    private final String serverRoot;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, List<String>> includes = new LinkedHashMap<>();

    public HttpdReader(HostSession session, WebServer server) {
        this.session = session;
        this.serverRoot = server.serverRoot();
    }

    /** Reads anew each time; a configuration that is not understood is refused with file, line and reason. */
    public HttpdConfig read() {
        files.clear();
        includes.clear();
        String main = serverRoot + "/conf/httpd.conf";
        Set<String> unread = new LinkedHashSet<>(Set.of(main));
        while (!unread.isEmpty()) {
            Set<String> patterns = new LinkedHashSet<>();
            unread.forEach(path -> patterns.addAll(patterns(path, fetch(path))));
            patterns.removeAll(includes.keySet());
            expand(List.copyOf(patterns));
            unread = new LinkedHashSet<>();
            for (List<String> matched : includes.values()) {
                matched.stream().filter(path -> !files.containsKey(path)).forEach(unread::add);
            }
            if (files.size() + unread.size() > MOST_FILES) {
                throw StatementReader.refusal(main, 1, "more than " + MOST_FILES + " files", "fewer");
            }
        }
        return HttpdConfig.parse(serverRoot, main, files, includes);
    }

    private byte[] fetch(String path) {
        byte[] bytes = session.fetch(path, LIMIT)
                .orElseThrow(() -> new HostFailure(
                        HostFailure.Kind.COMMAND_FAILED,
                        session.host().name(),
                        "Configuration file missing: %s on %s (observed no file, expected one)%nHINT: Check server-root of the web server."
                                .formatted(path, session.host().name()),
                        -1,
                        "",
                        null));
        files.put(path, bytes);
        return bytes;
    }

    private List<String> patterns(String path, byte[] bytes) {
        List<String> patterns = new ArrayList<>();
        for (Statement statement : StatementReader.read(path, bytes)) {
            if (statement.kind() == Statement.Kind.DIRECTIVE && HttpdConfig.isInclude(statement.name())) {
                for (String argument : statement.arguments()) {
                    if (argument.contains("${")) {
                        throw StatementReader.refusal(
                                path, statement.line(), "a variable in an Include: " + argument, "a path");
                    }
                    patterns.add(HttpdConfig.absolute(serverRoot, argument));
                }
            }
        }
        return patterns;
    }

    private void expand(List<String> patterns) {
        if (patterns.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("sh", "-c", EXPAND, "sh"));
        words.addAll(patterns);
        CommandResult result = session.run(Command.of(words));
        List<String> matched = new ArrayList<>();
        for (String line : result.output().lines().toList()) {
            if (line.startsWith(PATTERN)) {
                matched = new ArrayList<>();
                includes.put(line.substring(PATTERN.length()), matched);
            } else if (line.startsWith(FILE)) {
                matched.add(line.substring(FILE.length()));
            }
        }
        if (!result.ok() || !includes.keySet().containsAll(patterns)) {
            throw new HostFailure(
                    HostFailure.Kind.COMMAND_FAILED,
                    session.host().name(),
                    "Included files cannot be listed: %s (observed exit code %d, expected 0 and an answer for each of %d patterns)%nHINT: The account of the SSH key must be allowed to read the configuration."
                            .formatted(session.host().name(), result.exitCode(), patterns.size()),
                    result.exitCode(),
                    result.errors(),
                    null);
        }
    }
}
