package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;

/**
 * Clears what stopped servers have cached, so that they come up with the pages of a new version: {@code
 * <profile>/temp/<node>/<server>} (HCL, "Installing an interim fix in silent mode", and the clean_was_temp role of its
 * automation) and {@code <profile>/wstemp} (administrators' reports; what is in it, workspaces of administrative
 * sessions, is unverified without WebSphere). Never the transaction log, which holds transactions in doubt (unverified
 * without WebSphere, so it is left alone). Probe, act, verify; calling twice is harmless.
 */
public final class TempDirectories {

    private final Function<String, HostSession> sessions;
    private final Duration probeTimeout;

    /**
     * @param sessions opens a session on a host by its name in the cell
     * @param probeTimeout for one serverStatus
     */
    public TempDirectories(Function<String, HostSession> sessions, Duration probeTimeout) {
        this.sessions = sessions;
        this.probeTimeout = probeTimeout;
    }

    /**
     * One report for every member, in order, whatever happened to the others. A member that is not proven to be stopped
     * is refused.
     *
     * @throws IllegalArgumentException when a profile or a name cannot be one of WebSphere's
     */
    public List<TempReport> clear(Collection<Member> members, Progress progress) {
        List<TempReport> reports = new ArrayList<>();
        for (Member member : members) {
            progress.checkpoint();
            reports.add(clear(TempDirectory.of(member), member.node(), List.of(member)));
            progress.advance(member.node().host(), ControlTarget.of(member).label(), 0, 1);
        }
        return List.copyOf(reports);
    }

    /** Clears {@code wstemp}, which all servers of the node share: refused unless each of them is proven to be stopped. */
    public TempReport clearWorkspace(Node node) {
        List<Member> members =
                node.servers().stream().map(server -> new Member(node, server)).toList();
        return clear(TempDirectory.workspace(node), node, members);
    }

    private TempReport clear(TempDirectory directory, Node node, List<Member> users) {
        try {
            HostSession session = sessions.apply(node.host());
            for (Member user : users) {
                ProcessProbe.Sight sight = new ProcessProbe(session, ControlTarget.of(user), probeTimeout).look(0);
                if (!sight.stopped()) {
                    return TempSweep.running(
                            node.host(), directory, user.server().name() + ": " + sight.words());
                }
            }
            return TempSweep.read(node.host(), directory, session.run(TempSweep.command(directory)));
        } catch (HostFailure failure) {
            if (failure.kind() == HostFailure.Kind.CANCELLED) {
                throw failure;
            }
            return TempSweep.failed(
                    node.host(), directory, failure.kind().name(), String.valueOf(failure.getMessage()));
        }
    }
}
