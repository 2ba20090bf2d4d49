package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/** Says that a command on a web server's host did not answer as it must. */
final class RemoteText {

    private static final int TAIL_LINES = 30;
    private static final int OBSERVED_CHARACTERS = 300;

    private RemoteText() {}

    static HostFailure failure(
            HostSession session,
            String what,
            String where,
            CommandResult result,
            String expected,
            Optional<String> hint) {
        String said = (result.errors() + result.output()).strip();
        String observed = said.length() > OBSERVED_CHARACTERS ? said.substring(0, OBSERVED_CHARACTERS) + "…" : said;
        String message = "%s failed: %s on %s (observed exit code %d, '%s', expected %s)"
                        .formatted(what, where, session.host().name(), result.exitCode(), observed, expected)
                + hint.map(text -> "\nHINT: " + text).orElse("");
        return new HostFailure(
                HostFailure.Kind.COMMAND_FAILED,
                session.host().name(),
                message,
                result.exitCode(),
                tail(result.output() + result.errors()),
                null);
    }

    static String tail(String text) {
        List<String> lines = text.lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).collect(Collectors.joining("\n"));
    }
}
