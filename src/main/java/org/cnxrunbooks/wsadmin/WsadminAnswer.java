package org.cnxrunbooks.wsadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cnxrunbooks.host.CommandResult;

/**
 * The only reader of what wsadmin prints. An answer is believed when wsadmin connected to a deployment manager, no
 * error message stands in it, and the script's end marker counts every line: wsadmin reports script errors on standard
 * output, and its exit codes are not documented (105 was seen for a script error, 103 for a refused log-in).
 *
 * @param lines in the order of the script
 */
record WsadminAnswer(List<Line> lines) {

    /** {@code CNXOPS key=value value}, values decoded. */
    record Line(String key, List<String> values) {}

    private static final Pattern MARKED = Pattern.compile("CNXOPS ([a-z]+)=(.*)");
    private static final int TAIL_LINES = 30;

    WsadminAnswer {
        lines = List.copyOf(lines);
    }

    Stream<Line> all(String key) {
        return lines.stream().filter(line -> line.key().equals(key));
    }

    static WsadminAnswer read(String host, String question, CommandResult result, PasswordMask mask) {
        Reader reader = new Reader(host, question, result, mask);
        reader.refuseErrors();
        reader.refuseOtherProcess();
        return new WsadminAnswer(reader.lines());
    }

    private record Reader(String host, String question, CommandResult result, PasswordMask mask) {

        void refuseErrors() {
            if (says("WASX7246E")) {
                throw failure(
                        WsadminFailure.Reason.LOGIN_REFUSED,
                        "WASX7246E, authentication failure",
                        "Check the deployment manager's user and password in the settings of the cell.");
            }
            if (says("ADMN0022E") || says("SECJ0305I")) {
                throw failure(
                        WsadminFailure.Reason.ACCESS_DENIED,
                        "access denied for the operation",
                        "Give the wsadmin user an administrative role, at least monitor and configurator.");
            }
            if (says("WASX7023E")) {
                throw failure(
                        WsadminFailure.Reason.NOT_CONNECTED,
                        "WASX7023E, no SOAP connection",
                        "Is the deployment manager up, and is the SOAP port in the settings the right one?");
            }
            if (says("WASX7017E") || says("WASX7011E") || says("WASX7015E")) {
                throw failure(
                        WsadminFailure.Reason.SCRIPT_FAILED,
                        "exit code " + result.exitCode() + ", the script stopped with an error",
                        "The last lines of the output name the error.");
            }
        }

        void refuseOtherProcess() {
            String connected = result.output()
                    .lines()
                    .filter(line -> line.contains("WASX7209I"))
                    .findFirst()
                    .orElse("");
            if (connected.isEmpty()) {
                throw failure(
                        WsadminFailure.Reason.TOOL_FAILED,
                        "exit code " + result.exitCode() + ", no WASX7209I line",
                        "Is the deployment manager's profile in the settings the right one, and may the SSH user run"
                                + " its bin/wsadmin.sh?");
            }
            if (!connected.contains("DeploymentManager")) {
                throw failure(
                        WsadminFailure.Reason.WRONG_PROCESS,
                        connected.strip(),
                        "The SOAP port in the settings belongs to another process; the deployment manager's default is"
                                + " 8879.");
            }
        }

        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            String end = "";
            for (String text : result.output().lines().toList()) {
                Matcher marked = MARKED.matcher(text.strip());
                if (marked.matches()) {
                    if (marked.group(1).equals("end")) {
                        end = marked.group(2);
                    } else {
                        lines.add(new Line(marked.group(1), values(marked.group(2))));
                    }
                }
            }
            if (!end.equals(Integer.toString(lines.size())) || !result.ok()) {
                throw failure(
                        WsadminFailure.Reason.ANSWER_UNREADABLE,
                        "%d lines, end marker '%s', exit code %d".formatted(lines.size(), end, result.exitCode()),
                        "The answer was cut off or the script ended early; try again.");
            }
            return lines;
        }

        private List<String> values(String text) {
            try {
                return Stream.of(text.split(" ", -1)).map(PercentText::decode).toList();
            } catch (IllegalArgumentException e) {
                throw failure(
                        WsadminFailure.Reason.ANSWER_UNREADABLE,
                        e.getMessage() == null ? "a damaged value" : e.getMessage(),
                        "The answer was damaged on its way; try again.");
            }
        }

        private boolean says(String id) {
            return result.output().lines().anyMatch(line -> !line.startsWith("CNXOPS ") && line.contains(id + ":"));
        }

        private WsadminFailure failure(WsadminFailure.Reason reason, String observed, String hint) {
            String message = "%s failed: wsadmin on %s (observed %s, expected a full answer of the deployment manager)"
                            .formatted(question, host, observed)
                    + "\nHINT: " + hint;
            return new WsadminFailure(reason, host, message, result.exitCode(), tail());
        }

        private String tail() {
            List<String> text = Stream.concat(
                            result.output().lines().filter(line -> !line.startsWith("CNXOPS ")),
                            result.errors().lines())
                    .toList();
            return mask.apply(String.join("\n", text.subList(Math.max(0, text.size() - TAIL_LINES), text.size())));
        }
    }
}
