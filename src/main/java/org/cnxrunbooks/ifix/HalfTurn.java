package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.wsadmin.NodeState;
import org.cnxrunbooks.wsadmin.SyncReport;
import org.cnxrunbooks.wsadmin.SyncState;
import org.cnxrunbooks.wsadmin.TempReport;

/** One half while it is changed. Each act looks first whether it is done already, and says in words what became of it. */
record HalfTurn(IfixWork work, IfixPlan plan, Half half) {

    /** A deployment manager notices a moment later that an agent is gone. */
    private static final Duration UNTIL_UNSEEN = Duration.ofMinutes(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** True when a person decided that this step is left out on this half; says so in the evidence. */
    private boolean isLeftOut() {
        if (!work.run().isSkipped(half.text())) {
            return false;
        }
        work.run().conclude(Outcome.SKIPPED, "left out on %s as a person decided".formatted(half.words()));
        return true;
    }

    /** Proven twice: by the processes themselves, and by the deployment manager that sees nothing of them any more. */
    String stopAgentsOfOtherHalf() {
        List<Node> nodes = work.nodes(plan, half.other());
        String stopped = HalfPower.require(work.servers().stopNodeAgents(work.controlRun(), nodes));
        List<String> names = nodes.stream().map(Node::name).toList();
        long end = System.nanoTime() + UNTIL_UNSEEN.toNanos();
        List<NodeState> seen = seen(names);
        while (!seen.isEmpty()) {
            work.run().progress().checkpoint();
            if (System.nanoTime() - end > 0) {
                throw new StepFailure(
                        "Node agent still seen: %s (observed %s at the deployment manager, expected AGENT_DOWN)%nHINT: Look who starts it again, a service or a monitor; the fix would reach the half that serves."
                                .formatted(seen.get(0).node(), seen.get(0).state()));
            }
            Pause.of(BETWEEN_LOOKS);
            seen = seen(names);
        }
        return stopped;
    }

    private List<NodeState> seen(List<String> names) {
        return work.nodeSync().states().stream()
                .filter(state -> names.contains(state.node()) && state.state() != SyncState.AGENT_DOWN)
                .toList();
    }

    void drain() {
        if (!isLeftOut()) {
            Duration limit = Duration.parse(plan.drainLimit());
            String seen = new Drain(work, plan, half).await(work.run().progress(), limit);
            work.run().write(IfixVariables.DRAIN_TEXT, seen);
            work.run().conclude(Outcome.DONE, seen);
        }
    }

    String stopMembers() {
        return HalfPower.require(work.servers().stopServers(work.controlRun(), work.members(plan, half)));
    }

    String startAgents() {
        return HalfPower.require(work.servers().startNodeAgents(work.controlRun(), work.nodes(plan, half)));
    }

    /** In full, then the archives are compared byte by byte. */
    String syncNodes() {
        for (Node node : work.nodes(plan, half)) {
            work.run().progress().checkpoint();
            SyncReport report = work.nodeSync().resynchronize(node.name());
            if (!report.answer().reached()) {
                throw new StepFailure(node.name(), report.message(), null);
            }
        }
        List<String> stray = HalfProof.strayArchives(work, plan, half);
        if (!stray.isEmpty()) {
            throw new StepFailure(
                    "Nodes not synchronized: %s of %s (observed %s, expected the archives of the deployment manager)%nHINT: SystemOut.log of the node agent says why; retrying is harmless."
                            .formatted(half.words(), plan.cell(), String.join("; ", stray)));
        }
        return "%d nodes hold the archives of the deployment manager"
                .formatted(work.nodes(plan, half).size());
    }

    void clearTemp() {
        if (!isLeftOut()) {
            List<TempReport> reports = work.tempDirectories()
                    .clear(work.members(plan, half), work.run().progress());
            reports.stream()
                    .filter(report -> !report.answer().reached())
                    .findFirst()
                    .ifPresent(report -> {
                        throw new StepFailure(report.message(), half.text(), report.host(), -1, "", null);
                    });
            work.run()
                    .conclude(
                            Outcome.DONE,
                            reports.stream().map(TempReport::message).collect(Collectors.joining("; ")));
        }
    }

    String startMembers() {
        return HalfPower.require(work.servers().startServers(work.controlRun(), work.members(plan, half)));
    }
}
