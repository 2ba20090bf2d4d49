package org.cnxrunbooks.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/** Asks a host in one round trip which paths it has and how big they are. The paths are arguments, never code. */
final class HostProbe {

    /** du over a content store of millions of files takes its time. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final String SCRIPT =
            """
            for p in "$@"; do
              if [ -d "$p" ]; then kind=d; elif [ -e "$p" ]; then kind=f; else echo "- 0"; continue; fi
              size=$(du -sk "$p" 2>/dev/null | sed 's/[^0-9].*//')
              echo "$kind ${size:-?}"
            done
            """;

    private HostProbe() {}

    /** A fact for every path. A size that cannot be told is a failure: a plan may not guess. */
    static Map<String, PathFact> paths(HostSession session, List<String> paths) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "paths"));
        words.addAll(paths);
        CommandResult result = session.run(Command.of(words).within(LIMIT));
        List<String> lines = result.output().lines().toList();
        if (!result.ok() || lines.size() != paths.size()) {
            throw failure(session, result);
        }
        Map<String, PathFact> facts = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            facts.put(paths.get(i), fact(lines.get(i), session, result));
        }
        return facts;
    }

    private static PathFact fact(String line, HostSession session, CommandResult result) {
        String[] words = line.split(" ", 2);
        if (words.length != 2 || !words[1].matches("\\d+")) {
            throw failure(session, result);
        }
        return words[0].equals("-")
                ? PathFact.MISSING
                : new PathFact(true, words[0].equals("d"), Long.parseLong(words[1]) * 1024);
    }

    private static HostFailure failure(HostSession session, CommandResult result) {
        return new HostFailure(
                HostFailure.Kind.COMMAND_FAILED,
                session.host().name(),
                ("Sizes cannot be read: %s (observed exit code %d, expected one line with a size for each path)"
                                + "%nHINT: the account needs the right to read every directory that is packed.")
                        .formatted(session.host().name(), result.exitCode()),
                result.exitCode(),
                result.output() + result.errors(),
                null);
    }
}
