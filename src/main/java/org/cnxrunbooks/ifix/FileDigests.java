package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/** SHA-256 of files, worked out on their host: archives of applications are too large to be fetched for it. */
final class FileDigests {

    /** One line for each argument, in their order; openssl where there is no sha256sum (AIX, unverified). */
    private static final String DIGEST =
            """
            for f do
              d=
              if [ -f "$f" ]; then
                if command -v sha256sum >/dev/null 2>&1; then d=$(sha256sum <"$f"); else d=$(openssl dgst -sha256 <"$f"); fi
                d=$(printf %s "$d" | sed 's/^.*= *//; s/[ *-]*$//')
              fi
              echo "CNXOPS sha256=$d"
            done
            """;

    private static final Pattern LINE = Pattern.compile("(?m)^CNXOPS sha256=([0-9a-f]{64}|)$");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private FileDigests() {}

    /** Lower-case hex by path; empty text for a path that is no file. */
    static Map<String, String> of(HostSession session, List<String> paths) {
        if (paths.isEmpty()) {
            return Map.of();
        }
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", DIGEST, "sh"));
        words.addAll(paths);
        CommandResult result = session.run(Command.of(words).within(LIMIT));
        Matcher line = LINE.matcher(result.output());
        Map<String, String> digests = new LinkedHashMap<>();
        for (String path : paths) {
            if (!line.find()) {
                throw new HostFailure(
                        HostFailure.Kind.COMMAND_FAILED,
                        session.host().name(),
                        "Digest not found out: %s on %s (observed exit code %d, expected a digest)%nHINT: The host needs sha256sum or openssl, and the SSH user must be allowed to read the file."
                                .formatted(path, session.host().name(), result.exitCode()),
                        result.exitCode(),
                        result.errors(),
                        null);
            }
            digests.put(path, line.group(1));
        }
        return digests;
    }
}
