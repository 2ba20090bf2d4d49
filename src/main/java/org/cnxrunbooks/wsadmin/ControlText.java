package org.cnxrunbooks.wsadmin;

/**
 * The only reader of what the start, stop and status scripts print. Message ids as in IBM's documentation of the
 * commands and in public logs; the exit codes are negative numbers modulo 256 (IBM WebSphere 6.0.2, "Scripting exit
 * codes": -1 start failed, -2 start timed out, -10 stop failed, -11 stop timed out). Ids stand in every language.
 */
final class ControlText {

    private ControlText() {}

    /** What a script claims; a probe has to prove it. */
    enum Claim {
        DONE,
        ALREADY,
        TIMED_OUT,
        FAILED
    }

    /** What serverStatus says about one process. */
    enum Status {
        STARTED,
        STOPPED,
        UNKNOWN
    }

    static Claim stop(String text, int exitCode) {
        if (says(text, "ADMU4000I")) {
            return Claim.DONE;
        }
        if (says(text, "ADMU0509I")) {
            return Claim.ALREADY;
        }
        return says(text, "ADMU3060E") || exitCode == 245 ? Claim.TIMED_OUT : Claim.FAILED;
    }

    static Claim start(String text, int exitCode) {
        if (says(text, "ADMU3000I")) {
            return Claim.DONE;
        }
        if (says(text, "ADMU3027E")) {
            return Claim.ALREADY;
        }
        return exitCode == 254 ? Claim.TIMED_OUT : Claim.FAILED;
    }

    static Status status(String text, String name) {
        String quoted = "\"" + name + "\"";
        boolean started = text.lines()
                .anyMatch(line -> line.contains("ADMU0508I:") && line.contains(quoted) && line.contains("STARTED"));
        boolean stopped = text.lines().anyMatch(line -> line.contains("ADMU0509I:") && line.contains(quoted));
        if (started == stopped) {
            return Status.UNKNOWN;
        }
        return started ? Status.STARTED : Status.STOPPED;
    }

    private static boolean says(String text, String id) {
        return text.lines().anyMatch(line -> line.contains(id + ":"));
    }
}
