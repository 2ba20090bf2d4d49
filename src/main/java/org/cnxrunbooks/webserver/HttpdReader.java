package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
    /** By the bytes of one name after the other (server/config.c: fname_alphabetic), so a-b/x comes after a/x. */
    private static final Comparator<String> HTTPD_ORDER =
            Comparator.comparing((String path) -> path.replaceAll("/+", "\u0001"));

    private static final String FILE = "+";
    private static final String PATTERN = "=";

    private static final long MOST_BYTES = 32 << 20;

    /**
     * For each pattern a line, then one for each file it matches; a directory stands for its files. Names with a line
     * end cannot be told apart and make the answer end with another exit code. The order is set here, not there.
     */
    private static final String EXPAND =
            """
            LC_ALL=C; export LC_ALL; IFS=
            odd='*
            *'
            list() {
              if [ -d "$1" ]; then find -L "$1" -type f -name "$odd" | grep . >&2 && exit 3; find -L "$1" -type f | sed 's/^/+/'
              elif [ -f "$1" ] || [ "$1" = /dev/null ]; then case $1 in $odd) exit 3 ;; esac; printf '+%s\\n' "$1"; fi
            }
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
        String root = HttpdConfig.root(serverRoot, StatementReader.read(main, fetch(main)));
        Set<String> unread = new LinkedHashSet<>(Set.of(main));
        while (!unread.isEmpty()) {
            Set<String> patterns = new LinkedHashSet<>();
            unread.forEach(path -> patterns.addAll(patterns(root, path, fetch(path))));
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
        byte[] known = files.get(path);
        if (known != null) {
            return known;
        }
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
        if (files.values().stream().mapToLong(one -> one.length).sum() > MOST_BYTES) {
            throw StatementReader.refusal(path, 1, "more than " + MOST_BYTES + " bytes in all files", "fewer");
        }
        return bytes;
    }

    private List<String> patterns(String root, String path, byte[] bytes) {
        List<String> patterns = new ArrayList<>();
        for (Statement statement : StatementReader.read(path, bytes)) {
            if (statement.kind() == Statement.Kind.DIRECTIVE && HttpdConfig.isInclude(statement.name())) {
                for (String argument : statement.arguments()) {
                    if (argument.contains("${") || !argument.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                        throw StatementReader.refusal(
                                path,
                                statement.line(),
                                "a variable or a sign beyond ASCII in an Include: " + argument,
                                "a plain path");
                    }
                    patterns.add(HttpdConfig.absolute(root, argument));
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
        SortedSet<String> matched = new TreeSet<>(HTTPD_ORDER);
        Map<String, SortedSet<String>> found = new LinkedHashMap<>();
        for (String line : result.output().lines().toList()) {
            if (line.startsWith(PATTERN)) {
                matched = new TreeSet<>(HTTPD_ORDER);
                found.put(line.substring(PATTERN.length()), matched);
            } else if (line.startsWith(FILE)) {
                matched.add(line.substring(FILE.length()));
            }
        }
        found.forEach((pattern, paths) -> includes.put(pattern, List.copyOf(paths)));
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
