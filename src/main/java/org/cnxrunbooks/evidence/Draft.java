package org.cnxrunbooks.evidence;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry before it is chained: what a step, a command or a person did.
 *
 * @param runId business key of the run, e.g. {@code backup-lab-20260314-210000}
 * @param step id of the BPMN element, e.g. {@code serviceTask_planBackup}
 * @param source step of the source document, e.g. {@code 001-7}; null where the model names none
 * @param host cell host the act took place on; null for acts of the application itself
 * @param started begin of the act, UTC
 * @param ended end of the act, UTC, never before {@code started}
 * @param attempt 1 for the first try
 * @param outcome how it ended
 * @param actor user id of a person, or {@code system}
 * @param command the command line with secrets masked; null for acts without one
 * @param exitCode exit code of the command; null for acts without one
 * @param digests SHA-256 (lower-case hex) by role, e.g. {@code output}, {@code before}, {@code after}, {@code diff},
 *     {@code plan}; a digest may name a blob of the same store
 * @param message one line for people: what was found or decided, or the failure message
 */
public record Draft(
        String runId,
        String step,
        @Nullable String source,
        @Nullable String host,
        Instant started,
        Instant ended,
        int attempt,
        Outcome outcome,
        String actor,
        @Nullable String command,
        @Nullable Integer exitCode,
        Map<String, String> digests,
        String message) {

    public Draft {
        digests = Map.copyOf(digests);
    }
}
