package org.cnxrunbooks.wsadmin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

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
        List<ControlTarget> targets = new ArrayList<>();
        waves().forEach(targets::addAll);
        Collections.reverse(targets);
        return control(targets, run, true);
    }

    /** Stops the node agents alone; application servers are not touched. */
    public List<ControlReport> stopNodeAgents(ControlRun run) {
        return control(nodeAgents(), run, true);
    }

    public List<ControlReport> stopDeploymentManager(ControlRun run) {
        return control(List.of(deploymentManager()), run, true);
    }

    public List<ControlReport> startDeploymentManager(ControlRun run) {
        return control(List.of(deploymentManager()), run, false);
    }

    public List<ControlReport> startNodeAgents(ControlRun run) {
        return control(nodeAgents(), run, false);
    }

    /** Cluster after cluster in the configured order, then servers without a cluster; goes on after a failed member. */
    public List<ControlReport> startClusters(ControlRun run) {
        return waves().stream()
                .flatMap(wave -> control(wave, run, false).stream())
                .toList();
    }

    /** Every process of the cell in the order in which it is started; for the plan. */
    public List<ControlTarget> targets() {
        return Stream.of(List.of(List.of(deploymentManager()), nodeAgents()), waves())
                .flatMap(List::stream)
                .flatMap(List::stream)
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
        DeploymentManager manager = cell.deploymentManager();
        return new ControlTarget(
                ControlTarget.Kind.DEPLOYMENT_MANAGER, manager.host(), "dmgr", "dmgr", manager.profile(), null);
    }

    private List<ControlTarget> nodeAgents() {
        return cell.nodes().stream()
                .map(node -> new ControlTarget(
                        ControlTarget.Kind.NODE_AGENT, node.host(), node.name(), "nodeagent", node.profile(), null))
                .toList();
    }

    private List<List<ControlTarget>> waves() {
        List<List<ControlTarget>> waves = new ArrayList<>();
        cell.clusters().forEach(cluster -> waves.add(targets(cell.members(cluster))));
        waves.add(targets(cell.members().stream()
                .filter(member -> member.server().cluster() == null)
                .toList()));
        waves.removeIf(List::isEmpty);
        return waves;
    }

    private static List<ControlTarget> targets(List<Member> members) {
        return members.stream()
                .map(member -> new ControlTarget(
                        ControlTarget.Kind.APPLICATION_SERVER,
                        member.node().host(),
                        member.node().name(),
                        member.server().name(),
                        member.node().profile(),
                        member.server().cluster()))
                .toList();
    }
}
