package org.cnxrunbooks.database;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.RemoteJob;

/** Words the failures of one database instance. */
final class Complaints {

    private static final int TAIL_LINES = 30;

    private final DatabaseInstance instance;

    Complaints(DatabaseInstance instance) {
        this.instance = instance;
    }

    void unlessDone(String what, CommandResult result) {
        if (!result.ok()) {
            throw failure(
                    DatabaseFailure.Reason.TOOL_FAILED,
                    what,
                    "exit code " + result.exitCode(),
                    "0",
                    "The output names the reason.",
                    result.exitCode(),
                    result.output() + result.errors());
        }
    }

    <T> T readable(String what, CommandResult result, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw failure(
                    DatabaseFailure.Reason.ANSWER_UNREADABLE,
                    what,
                    e.getMessage() + ", exit code " + result.exitCode(),
                    "an answer that can be read",
                    "Is the instance started, does it have this database, and may its owner run the tools?",
                    result.exitCode(),
                    result.output() + result.errors());
        }
    }

    DatabaseFailure nameRefused(String what, Pattern expected) {
        return failure(
                DatabaseFailure.Reason.NAME_REFUSED,
                "Use of the " + what,
                "characters that the database's tools would not take as they are",
                expected.pattern(),
                "Correct it in the settings of the cell.",
                -1,
                "");
    }

    DatabaseFailure inUse(String name, String observed) {
        return failure(
                DatabaseFailure.Reason.IN_USE,
                "Closing of " + name + " for its backup",
                observed,
                "no connection",
                "Something outside the stopped cell still uses the database; stop it, then retry.",
                -1,
                "");
    }

    DatabaseFailure rejected(String name, Verdict.Kind kind, RemoteJob.Status status) {
        boolean contradictory = kind == Verdict.Kind.CONTRADICTORY;
        return failure(
                contradictory ? DatabaseFailure.Reason.CONTRADICTION : DatabaseFailure.Reason.TOOL_FAILED,
                "Backup of " + name,
                contradictory
                        ? "output and exit code " + status.exitCode() + " that contradict each other"
                        : "job " + status.state() + " with exit code " + status.exitCode(),
                "success in words and exit code 0",
                "The image is not used. The last lines of the tool name the reason.",
                status.exitCode(),
                status.log());
    }

    DatabaseFailure noImage(String name, String observed, RemoteJob.Status status) {
        return failure(
                DatabaseFailure.Reason.IMAGE_DAMAGED,
                "Backup of " + name,
                observed,
                "an image with data",
                "Is the backup directory writable for the instance's owner, and is there room?",
                status.exitCode(),
                status.log());
    }

    DatabaseFailure damaged(DatabaseImage image, CommandResult result) {
        return failure(
                DatabaseFailure.Reason.IMAGE_DAMAGED,
                "Check of the image " + image.fileName(),
                "exit code " + result.exitCode() + " and no word of a whole image",
                "a whole image",
                "Do not rely on this image; back the database up again.",
                result.exitCode(),
                result.output() + result.errors());
    }

    static String tail(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private DatabaseFailure failure(
            DatabaseFailure.Reason reason,
            String what,
            String observed,
            String expected,
            String hint,
            int exitCode,
            String log) {
        String label = instance.kind() + " instance " + instance.instance() + " on " + instance.host();
        String message =
                "%s failed: %s (observed %s, expected %s)\nHINT: %s".formatted(what, label, observed, expected, hint);
        return new DatabaseFailure(reason, instance.host(), message, exitCode, tail(log));
    }
}
