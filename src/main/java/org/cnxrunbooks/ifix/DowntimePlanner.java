package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.wsadmin.ApplicationState;

/** Makes the plan with downtime. What stands in the way is gathered, then refused at once. */
final class DowntimePlanner {

    private static final Duration INSTALLER = Duration.ofMinutes(15);
    private static final Duration CLUSTER = Duration.ofMinutes(5);
    private static final Duration OTHER = Duration.ofMinutes(10);

    private final IfixWork work;
    private final Vault vault;
    private final Reasons reasons;
    private final String refusal;
    private final List<String> notes = new ArrayList<>();

    /** @param refusal error code of a plan that cannot be had */
    DowntimePlanner(IfixWork work, Vault vault, Reasons reasons, String refusal) {
        this.work = work;
        this.vault = vault;
        this.reasons = reasons;
        this.refusal = refusal;
    }

    DowntimePlan plan(IfixOrder order) {
        List<Member> members = members();
        List<String> clusters = work.cell().clusters().stream()
                .map(Cluster::name)
                .filter(name -> members.stream()
                        .anyMatch(member -> name.equals(member.server().cluster())))
                .toList();
        if (clusters.isEmpty()) {
            reasons.add(
                    "No cluster: cell %s (observed no server in a cluster, expected at least one)"
                            .formatted(work.cell().name()),
                    "name the cluster of each server in the configuration");
        }
        List<IfixPlan.PlannedFix> fixes = List.of();
        List<String> applications = List.of();
        List<String> running = List.of();
        List<String> started = List.of();
        List<IfixPlan.Archive> archives = List.of();
        Map<String, String> programs = Map.of();
        List<String> installed = List.of();
        try {
            work.installer().loginProblem().ifPresent(reasons::add);
            FixSurvey survey = new FixSurvey(work, reasons, notes);
            running = survey.running(new HashSet<>(clusters));
            survey.synchronization();
            fixes = survey.fixes(order);
            installed = survey.installed();
            programs = survey.programs();
            applications = survey.applications(fixes);
            started = started(work, members);
            archives = survey.archives(applications);
        } catch (HostFailure failure) {
            reasons.add(failure);
        }
        reasons.refuse(refusal);
        if (order.length().compareTo(expected(clusters)) < 0) {
            notes.add("The window of %s is shorter than the expected %d minutes; nothing is broken off when it ends"
                    .formatted(order.length(), expected(clusters).toMinutes()));
        }
        Optional<CustomizationBackup> backup =
                CustomizationBackup.newest(vault, work.cell(), work.clock().instant());
        return new DowntimePlan(
                new IfixPlan(
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
                        Map.of(
                                Half.WHOLE.text(),
                                work.cell().nodes().stream().map(Node::name).toList()),
                        running,
                        archives,
                        programs,
                        installed,
                        MaterialFacts.machines(work.cell()),
                        List.of(),
                        backup.map(CustomizationBackup::runId).orElse(""),
                        new DowntimeCommands(work.cell(), members).of(order, backup.isPresent()),
                        notes),
                started);
    }

    private List<Member> members() {
        return work.cell().members().stream()
                .filter(member -> member.server().cluster() != null)
                .toList();
    }

    /** Applications that run on these servers, as {@code application on node/server}, sorted. */
    static List<String> started(IfixWork work, List<Member> members) {
        List<String> labels = members.stream()
                .map(member -> member.node().name() + "/" + member.server().name())
                .toList();
        return work.wsadmin().applicationStates().stream()
                .filter(state -> state.state() == ApplicationState.State.STARTED
                        && labels.contains(state.node() + "/" + state.server()))
                .map(state -> "%s on %s/%s".formatted(state.application(), state.node(), state.server()))
                .sorted()
                .toList();
    }

    /** How long users are shut out, a rough sum: the clusters start one after the other. */
    static Duration expected(List<String> clusters) {
        return INSTALLER.plus(OTHER).plus(CLUSTER.multipliedBy(clusters.size()));
    }
}
