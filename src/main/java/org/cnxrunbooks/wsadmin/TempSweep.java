package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;

/** The command that empties a {@link TempDirectory}, and the only reader of its answer. */
final class TempSweep {

    /** Large members have some ten thousand files there. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /**
     * Arguments: profile, then the names from there down. The profile itself may be a link, nothing below it: each name
     * must be a real directory, and the place that is reached must bear exactly these names. Links in it are removed,
     * never followed; other file systems are not entered. POSIX alone.
     */
    private static final String SWEEP =
            """
            LC_ALL=C; export LC_ALL
            end() { echo "CNXOPS temp=$1 before=${before:-0} after=${after:-0}"; exit 0; }
            count() { find . ! -name . -print | wc -l | tr -d ' \t'; }
            cd -P "$1" 2>/dev/null || end NO_PROFILE
            place=$(pwd -P); [ "$place" != / ] || place=
            shift
            for name do
              case $name in '' | . | .. | */*) end ODD ;; esac
              if [ -h "$name" ]; then end LINK; fi
              [ -e "$name" ] || end ABSENT
              [ -d "$name" ] || end ODD
              cd -P "./$name" || end UNREADABLE
              place=$place/$name
            done
            [ "$(pwd -P)" = "$place" ] || end LINK
            before=$(count)
            [ "$before" != 0 ] || end EMPTY
            find . -xdev ! -type d -exec rm -f {} +
            find . -xdev -depth -type d ! -name . -exec rmdir {} +
            after=$(count)
            if [ "$after" = 0 ]; then end CLEARED; fi
            end LEFT
            """;

    private static final Pattern ANSWER = Pattern.compile("(?m)^CNXOPS temp=([A-Z_]+) before=(\\d+) after=(\\d+)$");

    private TempSweep() {}

    static Command command(TempDirectory directory) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SWEEP, "sh", directory.profile()));
        words.addAll(directory.names());
        return Command.of(words).within(LIMIT);
    }

    static TempReport read(String host, TempDirectory directory, CommandResult result) {
        Matcher answer = ANSWER.matcher(result.output());
        if (!result.ok() || !answer.find()) {
            return failed(
                    host, directory, "exit code %d, %s".formatted(result.exitCode(), firstLine(result)), "Try again.");
        }
        String before = answer.group(2);
        return switch (answer.group(1)) {
            case "CLEARED" ->
                new TempReport(
                        host,
                        directory.path(),
                        TempAnswer.CLEARED,
                        directory.path() + " cleared of " + before + " entries");
            case "EMPTY" ->
                new TempReport(
                        host, directory.path(), TempAnswer.ALREADY_EMPTY, directory.path() + " was empty already");
            case "ABSENT" ->
                new TempReport(host, directory.path(), TempAnswer.ALREADY_EMPTY, directory.path() + " does not exist");
            case "LINK" -> notOne(host, directory, "a symbolic link on the way");
            case "ODD" -> notOne(host, directory, "no directory");
            case "NO_PROFILE" ->
                failed(
                        host,
                        directory,
                        "no profile " + directory.profile(),
                        "Correct the profile of the node in the settings of the cell.");
            case "UNREADABLE" ->
                failed(
                        host,
                        directory,
                        "a directory that cannot be entered",
                        "The SSH user must be the owner of the profile.");
            default ->
                failed(
                        host,
                        directory,
                        "%s of %s entries left, %s".formatted(answer.group(3), before, firstLine(result)),
                        "The SSH user must be the owner of the profile, and nothing may write there.");
        };
    }

    static TempReport running(String host, TempDirectory directory, String observed) {
        return new TempReport(
                host,
                directory.path(),
                TempAnswer.MEMBER_RUNS,
                message(
                        host,
                        directory,
                        observed,
                        "stopped",
                        "Stop the server first. Where serverStatus says nothing usable, user and password must stand in"
                                + " soap.client.props of the profile."));
    }

    static TempReport failed(String host, TempDirectory directory, String observed, String hint) {
        return new TempReport(
                host,
                directory.path(),
                TempAnswer.FAILED,
                message(host, directory, observed, "an empty directory", hint));
    }

    private static TempReport notOne(String host, TempDirectory directory, String observed) {
        return new TempReport(
                host,
                directory.path(),
                TempAnswer.NOT_A_TEMP_DIRECTORY,
                message(
                        host,
                        directory,
                        observed,
                        "real directories from the profile down",
                        "Nothing was deleted. Look at the path on the host and clear it by hand."));
    }

    private static String message(String host, TempDirectory directory, String observed, String expected, String hint) {
        return "Clearing failed: %s on %s (observed %s, expected %s)\nHINT: %s"
                .formatted(directory.path(), host, observed, expected, hint);
    }

    private static String firstLine(CommandResult result) {
        return result.errors().lines().findFirst().orElse("no words");
    }
}
