package org.cnxrunbooks.host.ssh;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostFailure;

/** Tells the recorder what was done on a host, secrets masked. */
record Journal(Host host, Clock clock, Consumer<CommandRecord> recorder) {

    private static final int LINES = 50;
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    Instant now() {
        return clock.instant();
    }

    void note(String command, Mask mask, Instant started, int exitCode, String sha256, String tail) {
        recorder.accept(new CommandRecord(
                Failures.name(host), mask.apply(command), started, now(), exitCode, sha256, mask.apply(tail)));
    }

    void note(String command, Mask mask, Instant started, int exitCode, String tail) {
        note(command, mask, started, exitCode, EMPTY_SHA256, tail);
    }

    void note(String command, Mask mask, Instant started, HostFailure failure) {
        note(
                command,
                mask,
                started,
                -1,
                failure.tail().isEmpty() ? String.valueOf(failure.getMessage()) : failure.tail());
    }

    /** The last 50 lines of output, then errors. */
    static String tail(String... texts) {
        String[] lines = Stream.of(texts)
                .filter(text -> !text.isBlank())
                .flatMap(String::lines)
                .toArray(String[]::new);
        return Arrays.stream(lines).skip(Math.max(0, lines.length - LINES)).collect(Collectors.joining("\n"));
    }
}
