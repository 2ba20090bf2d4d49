package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepRun;

/** The plan as people see it in forms. */
record PlanView(IfixPlan plan, IfixOrder order, String backup, Map<String, Long> sessions) {

    private static final Duration INSTALLER = Duration.ofMinutes(15);
    private static final Duration MEMBER = Duration.ofMinutes(4);
    private static final Duration OTHER = Duration.ofMinutes(10);

    void show(StepRun run) {
        run.write(
                PLAN_TEXT,
                "%s on %s: %s"
                        .formatted(
                                String.join(", ", plan.fixIds()), plan.cell(), String.join(", ", plan.applications())));
        run.write(PLAN_WINDOW, window());
        run.write(PLAN_DURATION, duration());
        run.write(BACKUP_TEXT, backup);
        run.write(
                PLAN_FIXES,
                rows(
                        plan.fixes(),
                        fix -> Map.of(
                                "fix", fix.id(),
                                "component", fix.component(),
                                "file", fix.file().substring(fix.file().lastIndexOf('/') + 1),
                                "sha256", fix.sha256().substring(0, 12))));
        run.write(PLAN_HALVES, rows(Half.BOTH, this::half));
        run.write(
                PLAN_SERVERS,
                rows(
                        plan.servers(),
                        server -> Map.of(
                                "webServer", server.name(),
                                "host", server.host(),
                                "version", server.version().replaceFirst("^Server version: *", ""),
                                "config",
                                        server.configs().stream()
                                                .map(IfixPlan.Config::path)
                                                .collect(Collectors.joining(", ")),
                                "check", server.check())));
        run.write(PLAN_ROUTES, routes());
        run.write(
                PLAN_COMMANDS,
                rows(
                        plan.commands(),
                        command ->
                                Map.of("step", command.step(), "host", command.host(), "command", command.command())));
        run.write(PLAN_DIFFS, diffs());
        run.write(PLAN_DEPARTURES, Departures.all());
        run.write(PLAN_NOTES, rows(plan.notes(), note -> Map.of("note", note)));
    }

    private String window() {
        Instant end = order.start().plus(order.length());
        return order.length().isZero()
                ? "from %s UTC on".formatted(text(order.start()))
                : "%s to %s UTC".formatted(text(order.start()), text(end));
    }

    private static String text(Instant moment) {
        return moment.toString().replaceFirst("T", " ").replaceFirst("(:\\d\\d)(:\\d\\d.*)?Z$", "$1");
    }

    /** A rough sum, said as such; two drains may each take as long as their limit. */
    private String duration() {
        long members = plan.running().stream()
                .filter(label -> !label.endsWith("/nodeagent"))
                .count();
        Duration least = INSTALLER.plus(OTHER).plus(MEMBER.multipliedBy(Math.max(2, members / 2)));
        Duration most = least.plus(Duration.parse(plan.drainLimit()).multipliedBy(2));
        return "roughly %d to %d minutes".formatted(least.toMinutes(), most.toMinutes());
    }

    private Map<String, String> half(Half half) {
        List<String> nodes = plan.nodes(half);
        return Map.of(
                "half",
                half.text(),
                "nodes",
                String.join(", ", nodes),
                "members",
                plan.running().stream()
                        .filter(label -> nodes.stream().anyMatch(node -> label.startsWith(node + "/")))
                        .collect(Collectors.joining(", ")),
                "sessions",
                sessions(nodes));
    }

    private String sessions(List<String> nodes) {
        List<Long> counted = sessions.entrySet().stream()
                .filter(server ->
                        nodes.stream().anyMatch(node -> server.getKey().startsWith(node + "/")))
                .map(Map.Entry::getValue)
                .toList();
        return counted.isEmpty()
                ? "not counted"
                : Long.toString(counted.stream().mapToLong(Long::longValue).sum());
    }

    private List<Map<String, String>> routes() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (IfixPlan.Server server : plan.servers()) {
            for (IfixPlan.Route route : server.routes()) {
                rows.add(Map.of(
                        "webServer",
                        server.name(),
                        "cluster",
                        route.cluster() + (plan.clusters().contains(route.cluster()) ? " (updated)" : ""),
                        "first",
                        cloneIds(route, Half.FIRST),
                        "second",
                        cloneIds(route, Half.SECOND)));
            }
        }
        return rows;
    }

    private static String cloneIds(IfixPlan.Route route, Half half) {
        return route.targets().stream()
                .filter(target -> target.half().equals(half.text()))
                .map(IfixPlan.Target::cloneId)
                .collect(Collectors.joining(", "));
    }

    private List<Map<String, String>> diffs() {
        List<Map<String, String>> diffs = new ArrayList<>();
        for (IfixPlan.Server server : plan.servers()) {
            for (IfixPlan.Switch one : server.switches()) {
                String when = server.name() + ", " + one.restingHalf() + " half at rest";
                one.copies().forEach(copy -> diffs.add(diff(when, copy.path(), copy.diff())));
                one.edits().forEach(edit -> diffs.add(diff(when, edit.path(), edit.diff())));
            }
        }
        return diffs;
    }

    private static Map<String, String> diff(String when, String file, String diff) {
        return Map.of("when", when, "file", file, "diff", diff);
    }

    private static <T> List<Map<String, String>> rows(List<T> values, Function<T, Map<String, String>> row) {
        return values.stream().map(row).toList();
    }
}
