package org.cnxrunbooks.backup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.wsadmin.ControlReport;
import org.cnxrunbooks.wsadmin.ControlRun;
import org.cnxrunbooks.wsadmin.ControlSettings;
import org.cnxrunbooks.wsadmin.ServerControl;

/** Stops and starts a cell; a process that does not reach the wanted state is a failure unless a person skipped it. */
final class CellPower {

    private final ServerControl control;
    private final Predicate<String> skipped;

    CellPower(CellSessions sessions, Predicate<String> skipped) {
        this.control = new ServerControl(sessions.cell(), sessions, ControlSettings.DEFAULT);
        this.skipped = skipped;
    }

    List<ControlReport> apply(BiFunction<ServerControl, ControlRun, List<ControlReport>> verb, ControlRun run) {
        List<ControlReport> reports = verb.apply(control, run);
        reports.stream()
                .filter(report -> !report.answer().reached()
                        && !skipped.test(report.target().label()))
                .findFirst()
                .ifPresent(report -> {
                    throw new StepFailure(
                            report.message(),
                            report.target().label(),
                            report.target().host(),
                            report.exitCode(),
                            report.tail(),
                            null);
                });
        return reports;
    }

    /** For the table of a form. */
    static List<Map<String, String>> rows(List<ControlReport> reports) {
        return reports.stream()
                .map(report -> Map.of(
                        "server", report.target().label(),
                        "host", report.target().host(),
                        "state", report.answer().name()))
                .toList();
    }

    /** One line for people, e.g. {@code 1 ALREADY_STOPPED, 4 STOPPED}. */
    static String summary(List<ControlReport> reports) {
        Map<String, Long> counts = new TreeMap<>();
        reports.forEach(report -> counts.merge(report.answer().name(), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
