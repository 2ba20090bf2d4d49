package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.webserver.PluginCluster;

/** Makes the plan from the request and from what is there. What stands in the way is gathered, then refused at once. */
final class IfixPlanner {

    private final IfixWork work;
    private final Vault vault;
    private final Reasons reasons;
    private final String refusal;
    private final List<String> notes = new ArrayList<>();

    /** @param refusal error code of a plan that cannot be had */
    IfixPlanner(IfixWork work, Vault vault, Reasons reasons, String refusal) {
        this.refusal = refusal;
        this.work = work;
        this.vault = vault;
        this.reasons = reasons;
    }

    IfixPlan plan(IfixOrder order) {
        List<SurveyedServer> servers = new RoutingSurvey(work, reasons).read();
        Set<String> routed = servers.stream()
                .flatMap(server -> server.plugins().values().stream())
                .flatMap(config -> config.routedClusters().stream())
                .map(PluginCluster::name)
                .collect(Collectors.toSet());
        Map<String, List<String>> halves =
                servers.isEmpty() ? Map.of() : new HalfSplit(work.cell(), reasons).of(servers);
        List<IfixPlan.PlannedFix> fixes = List.of();
        List<String> applications = List.of();
        List<String> clusters = List.of();
        List<String> running = List.of();
        List<IfixPlan.Archive> archives = List.of();
        Map<String, String> programs = Map.of();
        List<String> installed = List.of();
        try {
            work.installer().loginProblem().ifPresent(reasons::add);
            FixSurvey survey = new FixSurvey(work, reasons, notes);
            running = survey.running(routed);
            survey.synchronization();
            fixes = survey.fixes(order);
            installed = survey.installed();
            programs = survey.programs();
            applications = survey.applications(fixes);
            clusters = survey.clusters(applications);
            archives = survey.archives(applications);
        } catch (HostFailure failure) {
            reasons.add(failure);
        }
        reasons.refuse(refusal);
        List<IfixPlan.Server> planned = servers.stream()
                .flatMap(server -> new SwitchPlanning(work, halves, reasons, notes).plan(server).stream())
                .toList();
        sessions(planned);
        reasons.refuse(refusal);
        Optional<CustomizationBackup> backup =
                CustomizationBackup.newest(vault, work.cell(), work.clock().instant());
        planned.forEach(server -> server.configs().stream()
                .filter(config -> config.refreshInterval() < 0 || config.refreshInterval() > 3600)
                .forEach(config ->
                        notes.add("%s: the plug-in looks at %s every %d s only; a graceful reload reads it at once"
                                .formatted(server.name(), config.path(), config.refreshInterval()))));
        notes.add("Keep automatic generation and propagation of the plug-in configuration off during the window");
        return new IfixPlan(
                order.runId(),
                work.cell().name(),
                order.starter(),
                order.changeReference(),
                order.fixIds(),
                order.fixDirectory(),
                order.errorBudget(),
                order.drainLimit().toString(),
                fixes,
                applications,
                clusters,
                halves,
                running,
                archives,
                programs,
                installed,
                MaterialFacts.machines(work.cell()),
                planned,
                backup.map(CustomizationBackup::runId).orElse(""),
                PlannedCommands.of(work.cell(), order, halves, clusters, planned, backup.isPresent()),
                notes);
    }

    /** What has to be proven later must be possible now: a session of every cluster with a clone id that is known. */
    private void sessions(List<IfixPlan.Server> planned) {
        new RoutingProof(work, planned, Optional.empty())
                .rows(work.run().progress(), 1).stream()
                        .filter(row -> !row.right())
                        .forEach(row -> reasons.add(
                                "Nobody could prove who serves: %s through %s (observed %s, expected %s)"
                                        .formatted(row.cluster(), row.webServer(), row.observed(), row.expected()),
                                "the path of the cluster in the configuration has to begin a session with a clone id"));
    }
}
