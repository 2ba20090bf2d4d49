package org.cnxrunbooks.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The command lines that keep the journal of a job on its host; the shell part is {@code job.sh}. */
final class JobScript {

    private static final String TEXT = read();

    private JobScript() {}

    static String start(String id, int inputBytes, String commandLine) {
        return line("start", id, String.valueOf(inputBytes), commandLine);
    }

    /** @param steps of 0.2 s to wait for the end */
    static String status(String id, int logBytes, int steps) {
        return line("status", id, String.valueOf(logBytes), String.valueOf(steps));
    }

    /** @param as words before kill, empty for our own account */
    static String end(String id, List<String> as) {
        return line(Stream.concat(Stream.of("end", id), as.stream()).toArray(String[]::new));
    }

    private static String line(String... words) {
        return ShellWords.quote(Stream.concat(Stream.of("sh", "-c", TEXT, "cnx-job"), Stream.of(words))
                .toList());
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(JobScript.class.getResourceAsStream("job.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
