package org.cnxrunbooks.host.ssh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.RemoteJob.State;

/**
 * What the journal on the host said.
 *
 * @param state empty when the host has no such journal
 * @param exitCode of a job that is done, else -1
 * @param started on the host's clock, to the second
 * @param running since then, on the host's clock
 * @param log as far as it was asked for; of an ended job the last 1 MiB
 */
record JobAnswer(Optional<State> state, int exitCode, Instant started, Duration running, String log) {

    private static final Pattern FORM = Pattern.compile("(?s).*?cnx-job (\\w+) (-?\\d+) (\\d+) (\\d+)\n(.*)");

    /** Empty when the text is not an answer of the journal. */
    static Optional<JobAnswer> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long started = Long.parseLong(matcher.group(3));
        long now = Long.parseLong(matcher.group(4));
        return Optional.of(new JobAnswer(
                state(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Instant.ofEpochSecond(started),
                Duration.ofSeconds(now - started),
                matcher.group(5)));
    }

    private static Optional<State> state(String word) {
        return switch (word) {
            case "starting", "running" -> Optional.of(State.RUNNING);
            case "done" -> Optional.of(State.DONE);
            case "lost" -> Optional.of(State.LOST);
            default -> Optional.empty();
        };
    }
}
