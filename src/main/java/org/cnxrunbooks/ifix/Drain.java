package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.Progress;

/**
 * Waits until nobody uses a half any more: no process of a web server of before the reload is left, and no request is on
 * its way at a member. Connections may stay where the plug-in keeps sessions on backup servers; they end with the members.
 */
final class Drain {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A request may come and go between two looks. */
    private static final int QUIET_LOOKS = 2;

    private final IfixWork work;
    private final IfixPlan plan;
    private final Half half;

    Drain(IfixWork work, IfixPlan plan, Half half) {
        this.work = work;
        this.plan = plan;
        this.half = half;
    }

    /** What is still going on; empty when the half is idle. */
    record Sight(List<String> busy, int connections) {

        boolean idle() {
            return busy.isEmpty();
        }
    }

    /** In words what was seen last. Fails when the limit is reached. */
    String await(Progress progress, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int quiet = 0;
        while (true) {
            progress.checkpoint();
            Sight sight = look();
            quiet = sight.idle() ? quiet + 1 : 0;
            if (quiet == QUIET_LOOKS) {
                return sight.connections() == 0
                        ? "no old process, no connection"
                        : "no old process, no request on its way, %d idle connections: the plug-in keeps sessions on backup servers"
                                .formatted(sight.connections());
            }
            if (System.nanoTime() - end > 0) {
                throw new StepFailure(
                        half.text(),
                        "Half not drained: %s half of %s after %s (observed %s, expected nothing on its way)%nHINT: Going on stops the members all the same: WebSphere lets requests end for a while when it stops (180 s unless configured), longer ones are cut."
                                .formatted(half.text(), plan.cell(), limit, String.join("; ", sight.busy())),
                        null);
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    Sight look() {
        List<String> busy = new ArrayList<>();
        for (IfixPlan.Server server : plan.servers()) {
            Set<Long> old = new HashSet<>(Generation.last(work, server.name())
                    .map(Generation::processes)
                    .orElse(List.of()));
            old.retainAll(work.control(work.webServer(server.name())).children());
            if (!old.isEmpty()) {
                busy.add("%s: %d processes of before the reload, %s"
                        .formatted(
                                server.name(),
                                old.size(),
                                old.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))));
            }
        }
        int connections = 0;
        for (Node node : work.nodes(plan, half)) {
            Map<String, MemberTraffic.Sight> sights =
                    new MemberTraffic(work.sessions().apply(node.host())).look(targets(node));
            for (IfixPlan.Target target : targets(node)) {
                MemberTraffic.Sight sight =
                        sights.getOrDefault(MemberTraffic.key(target), new MemberTraffic.Sight(0, OptionalInt.empty()));
                connections += sight.connections();
                int requests = sight.busy().orElse(sight.connections());
                if (requests > 0) {
                    busy.add("%s: %d of %d connections %s"
                            .formatted(
                                    target.server(),
                                    requests,
                                    sight.connections(),
                                    sight.busy().isPresent() ? "with a request on its way" : "open"));
                }
            }
        }
        return new Sight(busy, connections);
    }

    /** Members of the affected clusters on that node; the others go on serving whoever has a session there. */
    private List<IfixPlan.Target> targets(Node node) {
        return plan.servers().stream()
                .flatMap(server -> server.routes().stream())
                .filter(route -> plan.clusters().contains(route.cluster()))
                .flatMap(route -> route.targets().stream())
                .filter(target ->
                        target.node().equals(node.name()) && !target.port().isEmpty())
                .distinct()
                .toList();
    }
}
