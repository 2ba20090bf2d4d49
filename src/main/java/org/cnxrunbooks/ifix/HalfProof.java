package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.HostVantage;
import org.cnxrunbooks.webserver.ProbeAnswer;
import org.cnxrunbooks.webserver.ProbeTarget;
import org.cnxrunbooks.wsadmin.ApplicationState;
import org.cnxrunbooks.wsadmin.FixListing;

/**
 * Proves that a half serves what it should: the installer's listing, the archives on its nodes byte by byte those of the
 * deployment manager, the applications started, and every member answering on its own port.
 */
final class HalfProof {

    private static final String NO_MARKER = "nothing is looked for in the page";

    private final IfixWork work;
    private final IfixPlan plan;
    private final Half half;
    private final List<String> wrong = new ArrayList<>();

    HalfProof(IfixWork work, IfixPlan plan, Half half) {
        this.work = work;
        this.plan = plan;
        this.half = half;
    }

    /** In words what was proven. Fails with everything that is wrong. */
    String require() {
        listing();
        archives();
        applications();
        int answers = members();
        if (!wrong.isEmpty()) {
            throw new StepFailure(wrong.stream()
                    .map(line -> "- " + line)
                    .collect(Collectors.joining(
                            "\n",
                            "Not proven: %s of %s, %d facts are wrong%n"
                                    .formatted(half.words(), plan.cell(), wrong.size()),
                            "\nHINT: SystemOut.log of the members says why an application does not start.")));
        }
        return "%d members answer, %d applications as at the deployment manager"
                .formatted(answers, plan.applications().size());
    }

    private void listing() {
        FixListing listing = work.installer().list(null);
        boolean wanted = work.action() == FixAction.INSTALL;
        for (String id : plan.fixIds()) {
            if (listing.isApplied(id) != wanted) {
                wrong.add("%s is %s (expected it %s)"
                        .formatted(id, wanted ? "not listed" : "listed", wanted ? "listed" : "not listed"));
            }
        }
    }

    /** Of the nodes against the masters; taken back, against those of before too. */
    private void archives() {
        Archives archives = new Archives(work.cell(), work.sessions());
        Map<String, String> masters = byApplication(archives.masters(plan.applications()));
        if (work.action() == FixAction.TAKE_BACK) {
            plan.archives().stream()
                    .filter(before -> !before.sha256().equals(masters.get(before.application())))
                    .forEach(before -> wrong.add("master archive of %s is not that of before: %s"
                            .formatted(before.application(), before.path())));
        }
        wrong.addAll(strayArchives(work, plan, half, masters));
    }

    /** Archives on the nodes of a half that differ from the deployment manager's, in words. */
    static List<String> strayArchives(IfixWork work, IfixPlan plan, Half half) {
        Archives archives = new Archives(work.cell(), work.sessions());
        return strayArchives(work, plan, half, byApplication(archives.masters(plan.applications())));
    }

    private static List<String> strayArchives(IfixWork work, IfixPlan plan, Half half, Map<String, String> masters) {
        Archives archives = new Archives(work.cell(), work.sessions());
        List<String> stray = new ArrayList<>();
        for (Node node : work.nodes(plan, half)) {
            archives.copies(node, plan.applications()).stream()
                    .filter(copy -> !copy.sha256().equals(masters.get(copy.application())))
                    .forEach(copy -> stray.add("archive of %s on %s differs from the deployment manager's: %s"
                            .formatted(copy.application(), node.name(), copy.path())));
        }
        return stray;
    }

    private static Map<String, String> byApplication(List<IfixPlan.Archive> archives) {
        return archives.stream().collect(Collectors.toMap(IfixPlan.Archive::application, IfixPlan.Archive::sha256));
    }

    private void applications() {
        Set<String> members = new HashSet<>();
        for (Member member : work.members(plan, half)) {
            members.add(member.node().name() + "/" + member.server().name());
        }
        work.wsadmin().applicationStates().stream()
                .filter(state -> plan.applications().contains(state.application())
                        && members.contains(state.node() + "/" + state.server())
                        && state.state() != ApplicationState.State.STARTED)
                .forEach(state -> wrong.add("%s on %s/%s: %s (expected STARTED)"
                        .formatted(state.application(), state.node(), state.server(), state.state())));
    }

    /** Asked on their own hosts, past the web servers. */
    private int members() {
        int answers = 0;
        for (Node node : work.nodes(plan, half)) {
            List<ProbeTarget> targets = plan.servers().stream()
                    .flatMap(server -> server.routes().stream())
                    .filter(route -> plan.clusters().contains(route.cluster()))
                    .flatMap(route -> route.targets().stream()
                            .filter(target -> target.node().equals(node.name())
                                    && !target.port().isEmpty())
                            .map(target -> new ProbeTarget(door(target), route.path())))
                    .distinct()
                    .toList();
            HostVantage vantage = new HostVantage(node.host(), work.sessions().apply(node.host()), null);
            for (ProbeAnswer answer : vantage.look(targets, NO_MARKER)) {
                answers++;
                if (answer.status() == 0 || answer.status() >= 500) {
                    wrong.add("%s:%d%s answers %s (expected less than 500)"
                            .formatted(
                                    answer.target().endpoint().address(),
                                    answer.target().endpoint().port(),
                                    answer.target().path(),
                                    answer.status() == 0 ? answer.problem() : answer.status()));
                }
            }
        }
        return answers;
    }

    private static Endpoint door(IfixPlan.Target target) {
        return new Endpoint(
                target.protocol().toLowerCase(Locale.ROOT),
                target.hostname(),
                Integer.parseInt(target.port()),
                target.hostname());
    }
}
