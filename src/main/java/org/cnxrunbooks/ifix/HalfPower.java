package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.wsadmin.ControlReport;

/** Judges what became of processes that were to be started or stopped; one that did not get there is a failure. */
final class HalfPower {

    private HalfPower() {}

    /** In words, e.g. {@code 1 ALREADY_STOPPED, 4 STOPPED}. */
    static String require(List<ControlReport> reports) {
        reports.stream()
                .filter(report -> !report.answer().reached())
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
        Map<String, Long> counts = new TreeMap<>();
        reports.forEach(report -> counts.merge(report.answer().name(), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
