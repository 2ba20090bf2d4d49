package org.cnxrunbooks.wsadmin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the processes of a cell with the profiles' own scripts. Every call is probe, act, verify: a process
 * that is in the wanted state is left alone, and calling twice is harmless. A report for every process is returned, in
 * order, whatever happened to the others.
 *
 * <p>The scripts take user and password from {@code soap.client.props} or {@code ipc.client.props} of their profile,
 * where an administrator keeps them (IBM, "stopNode command"); nothing secret is given to them.
 */
public final class ServerControl {

    private final Cell cell;
    private final Function<String, HostSession> sessions;
    private final ControlSettings settings;

    /** @param sessions opens a session on a host by its name in the cell */
    public ServerControl(Cell cell, Function<String, HostSession> sessions, ControlSettings settings) {
        this.cell = cell;
        Map<String, HostSession> open = new ConcurrentHashMap<>();
        this.sessions = host -> open.computeIfAbsent(host, sessions);
        this.settings = settings;
    }

    /** What is started last is stopped first. */
    public List<ControlReport> stopServers(ControlRun run) {
        return stopWaves(waves(cell.members()), run);
    }

    /**
     * Stops these members alone, what is started last first.
     *
     * @throws IllegalArgumentException when there are none, or one is not of this cell
     */
    public List<ControlReport> stopServers(ControlRun run, Collection<Member> members) {
        return stopWaves(waves(known(members, cell.members())), run);
    }

    /** Stops the node agents alone; application servers are not touched. */
    public List<ControlReport> stopNodeAgents(ControlRun run) {
        return control(nodeAgents(cell.nodes()), run, true);
    }

    /**
     * Stops the agents of these nodes alone; their application servers go on.
     *
     * @throws IllegalArgumentException when there are none, or one is not of this cell
     */
    public List<ControlReport> stopNodeAgents(ControlRun run, Collection<Node> nodes) {
        return control(nodeAgents(known(nodes, cell.nodes())), run, true);
    }

    public List<ControlReport> stopDeploymentManager(ControlRun run) {
        return control(List.of(deploymentManager()), run, true);
    }

    public List<ControlReport> startDeploymentManager(ControlRun run) {
        return control(List.of(deploymentManager()), run, false);
    }

    public List<ControlReport> startNodeAgents(ControlRun run) {
        return control(nodeAgents(cell.nodes()), run, false);
    }

    /**
     * Starts the agents of these nodes alone. Each synchronizes its node in full as soon as it runs (IBM technote
     * swg21233075), which restarts changed applications on running servers.
     *
     * @throws IllegalArgumentException when there are none, or one is not of this cell
     */
    public List<ControlReport> startNodeAgents(ControlRun run, Collection<Node> nodes) {
        return control(nodeAgents(known(nodes, cell.nodes())), run, false);
    }

    /** Cluster after cluster in the configured order, then servers without a cluster; goes on after a failed member. */
    public List<ControlReport> startClusters(ControlRun run) {
        return startWaves(waves(cell.members()), run);
    }

    /**
     * Starts these members alone, cluster after cluster in the configured order; goes on after a failed one.
     *
     * @throws IllegalArgumentException when there are none, or one is not of this cell
     */
    public List<ControlReport> startServers(ControlRun run, Collection<Member> members) {
        return startWaves(waves(known(members, cell.members())), run);
    }

    /** Every process of the cell in the order in which it is started; for the plan. */
    public List<ControlTarget> targets() {
        return Stream.of(List.of(List.of(deploymentManager()), nodeAgents(cell.nodes())), waves(cell.members()))
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
    }

    private List<ControlReport> stopWaves(List<List<ControlTarget>> waves, ControlRun run) {
        List<ControlTarget> targets = new ArrayList<>();
        waves.forEach(targets::addAll);
        Collections.reverse(targets);
        return control(targets, run, true);
    }

    private List<ControlReport> startWaves(List<List<ControlTarget>> waves, ControlRun run) {
        return waves.stream()
                .flatMap(wave -> control(wave, run, false).stream())
                .toList();
    }

    private List<ControlReport> control(List<ControlTarget> targets, ControlRun run, boolean stop) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(settings.parallel(), targets.size())));
        try {
            List<Future<ControlReport>> futures = targets.stream()
                    .map(target -> pool.submit(() -> one(target, run, stop)))
                    .toList();
            List<ControlReport> reports = new ArrayList<>();
            for (Future<ControlReport> future : futures) {
                reports.add(future.get());
            }
            return List.copyOf(reports);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure(HostFailure.Kind.CANCELLED, cell.name(), run.step() + " was interrupted", -1, "", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private ControlReport one(ControlTarget target, ControlRun run, boolean stop) {
        try {
            return new ControlAct(target, sessions.apply(target.host()), settings, run, stop).report();
        } catch (HostFailure failure) {
            if (failure.kind() == HostFailure.Kind.CANCELLED) {
                throw failure;
            }
            String message = failure.getMessage() == null ? failure.kind().name() : failure.getMessage();
            return new ControlReport(target, ControlAnswer.FAILED, failure.exitCode(), message, failure.tail());
        } finally {
            run.progress().advance(target.host(), target.label(), 0, 1);
        }
    }

    private ControlTarget deploymentManager() {
        return ControlTarget.of(cell.deploymentManager());
    }

    private static List<ControlTarget> nodeAgents(List<Node> nodes) {
        return nodes.stream().map(ControlTarget::agentOf).toList();
    }

    private List<List<ControlTarget>> waves(List<Member> members) {
        List<List<ControlTarget>> waves = new ArrayList<>();
        cell.clusters().forEach(cluster -> waves.add(targets(members, cluster.name())));
        waves.add(targets(members, null));
        waves.removeIf(List::isEmpty);
        return waves;
    }

    private static List<ControlTarget> targets(List<Member> members, @Nullable String cluster) {
        return members.stream()
                .filter(member -> Objects.equals(cluster, member.server().cluster()))
                .map(ControlTarget::of)
                .toList();
    }

    /** In the order of the cell. */
    private <T> List<T> known(Collection<T> wanted, List<T> all) {
        if (wanted.isEmpty() || !all.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "Servers of cell %s (observed %s, expected some of %s)".formatted(cell.name(), wanted, all));
        }
        return all.stream().filter(wanted::contains).toList();
    }
}
