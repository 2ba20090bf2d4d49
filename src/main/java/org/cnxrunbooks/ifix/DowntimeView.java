package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepRun;

/** The plan with downtime as people see it in forms, and where it leaves the documents. */
record DowntimeView(IfixPlan plan, String backup) {

    private static final List<Map<String, String>> DEPARTURES = List.of(
            Map.of(
                    "document", "seed 002: one node after the other, users served",
                    "here", "every cluster is stopped, users see a notice",
                    "why", "this is what the vendor supports"),
            Map.of(
                    "document", "vendor: stop each node agent, delete its temp directory, start it",
                    "here", "node agents stay up, temp directories of the stopped servers are cleared",
                    "why", "no server that would use the files runs, and the agents are needed right after"));

    void show(StepRun run) {
        run.write(
                PLAN_TEXT,
                "%s on %s: %s"
                        .formatted(
                                String.join(", ", plan.fixIds()), plan.cell(), String.join(", ", plan.applications())));
        run.write(
                PLAN_DURATION,
                "users are shut out for roughly %d minutes"
                        .formatted(DowntimePlanner.expected(plan.clusters()).toMinutes()));
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
        run.write(PLAN_NODES, rows(plan.nodes(Half.WHOLE), this::node));
        run.write(
                PLAN_COMMANDS,
                rows(
                        plan.commands(),
                        command ->
                                Map.of("step", command.step(), "host", command.host(), "command", command.command())));
        run.write(PLAN_DEPARTURES, DEPARTURES);
        run.write(PLAN_NOTES, rows(plan.notes(), note -> Map.of("note", note)));
    }

    private Map<String, String> node(String node) {
        return Map.of(
                "node",
                node,
                "processes",
                plan.running().stream()
                        .filter(label -> label.startsWith(node + "/"))
                        .map(label -> label.substring(node.length() + 1))
                        .collect(Collectors.joining(", ")));
    }

    private static <T> List<Map<String, String>> rows(List<T> values, Function<T, Map<String, String>> row) {
        return values.stream().map(row).toList();
    }
}
