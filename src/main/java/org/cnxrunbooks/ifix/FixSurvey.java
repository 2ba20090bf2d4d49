package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.RemoteFiles;
import org.cnxrunbooks.wsadmin.ApplicationState;
import org.cnxrunbooks.wsadmin.CellReport;
import org.cnxrunbooks.wsadmin.Fix;
import org.cnxrunbooks.wsadmin.FixListing;
import org.cnxrunbooks.wsadmin.NodeState;
import org.cnxrunbooks.wsadmin.SyncState;

/** What the fixes touch, and whether the cell is in a state in which half of it can serve. */
final class FixSurvey {

    private final IfixWork work;
    private final Reasons reasons;
    private final List<String> notes;
    private List<ApplicationState> states = List.of();
    private List<String> installed = List.of();

    FixSurvey(IfixWork work, Reasons reasons, List<String> notes) {
        this.work = work;
        this.reasons = reasons;
        this.notes = notes;
    }

    /** What the installer lists, with the files; reasons for those that cannot be installed. */
    List<IfixPlan.PlannedFix> fixes(IfixOrder order) {
        FixListing listing = work.installer().list(order.fixDirectory());
        installed = LastLook.ids(listing);
        HostSession session = work.sessions().deploymentManager();
        List<RemoteFiles.RemoteFile> files = session.files().list(order.fixDirectory());
        List<IfixPlan.PlannedFix> fixes = new ArrayList<>();
        for (String id : order.fixIds()) {
            if (listing.isApplied(id)) {
                reasons.add(
                        "Fix is installed already: %s (observed it among the applied fixes, expected it not to be)"
                                .formatted(id),
                        "leave it out");
            }
            Optional<Fix> available = listing.available().stream()
                    .filter(fix -> fix.id().equals(id))
                    .findFirst();
            List<String> named = files.stream()
                    .map(RemoteFiles.RemoteFile::name)
                    .filter(name -> name.endsWith(".jar") && name.matches(".*(?<![A-Z0-9])(IF)?" + id + "(?!\\d).*"))
                    .toList();
            if (available.isEmpty() || named.size() != 1) {
                reasons.add(
                        "Fix not found: %s in %s (observed %s in the listing and files %s, expected it listed with one file)"
                                .formatted(id, order.fixDirectory(), available.isEmpty() ? "nothing" : "it", named),
                        "put exactly one jar file of the fix into the directory");
                continue;
            }
            String path = order.fixDirectory() + "/" + named.get(0);
            fixes.add(new IfixPlan.PlannedFix(
                    id,
                    available.get().component(),
                    path,
                    FileDigests.of(session, List.of(path)).getOrDefault(path, "")));
        }
        return fixes;
    }

    /** Those that were installed when the fixes were looked for. */
    List<String> installed() {
        return installed;
    }

    /** The installer, and the file that tells WebSphere's level (IBM, "Product version information": properties/version). */
    Map<String, String> programs() {
        Directories directories = work.cell().directories();
        return FileDigests.of(
                work.sessions().deploymentManager(),
                List.of(
                        directories.connectionsRoot() + "/updateInstaller/updateSilent.sh",
                        directories.appServerRoot() + "/properties/version/WAS.product"));
    }

    /** Applications by the components that the installer names; every routed one where a component is unknown. */
    List<String> applications(List<IfixPlan.PlannedFix> fixes) {
        states = work.wsadmin().applicationStates();
        Set<String> known = states.stream().map(ApplicationState::application).collect(Collectors.toSet());
        Set<String> touched = new LinkedHashSet<>();
        for (IfixPlan.PlannedFix fix : fixes) {
            List<String> named = known.stream()
                    .filter(name -> name.equalsIgnoreCase(fix.component()))
                    .toList();
            if (named.isEmpty()) {
                notes.add(
                        "%s touches '%s', which is the name of no application: every application is treated as touched"
                                .formatted(fix.id(), fix.component()));
                touched.addAll(known);
            }
            touched.addAll(named);
        }
        return touched.stream().sorted().toList();
    }

    /** Clusters that run those applications, in the order in which they start. */
    List<String> clusters(List<String> applications) {
        Set<String> members = states.stream()
                .filter(state -> applications.contains(state.application()))
                .map(state -> state.node() + "/" + state.server())
                .collect(Collectors.toSet());
        return work.cell().clusters().stream()
                .map(Cluster::name)
                .filter(name -> work.cell().members().stream()
                        .filter(member -> name.equals(member.server().cluster()))
                        .anyMatch(member -> members.contains(
                                member.node().name() + "/" + member.server().name())))
                .toList();
    }

    /** Labels of the processes that run; a node agent that is down, or a member that users need, is a reason. */
    List<String> running(Set<String> routedClusters) {
        CellReport report = work.wsadmin().cell();
        Set<String> running = report.servers().stream()
                .filter(CellReport.ServerEntry::running)
                .map(server -> server.node() + "/" + server.name())
                .collect(Collectors.toSet());
        List<String> wanted = new ArrayList<>();
        for (Node node : work.cell().nodes()) {
            need(running, wanted, node.name() + "/nodeagent", "node agent");
            node.servers().stream()
                    .filter(server -> routedClusters.contains(String.valueOf(server.cluster())))
                    .forEach(server -> need(running, wanted, node.name() + "/" + server.name(), "server"));
        }
        return wanted;
    }

    private void need(Set<String> running, List<String> wanted, String label, String kind) {
        if (!running.contains(label)) {
            reasons.add(
                    "A %s does not run: %s (observed nothing of it at the deployment manager, expected it started)"
                            .formatted(kind, label),
                    "start it first: what ran before is what has to run afterwards");
        }
        wanted.add(label);
    }

    void synchronization() {
        Map<String, NodeState> states = work.nodeSync().states().stream()
                .collect(Collectors.toMap(NodeState::node, state -> state, (one, other) -> one));
        for (Node node : work.cell().nodes()) {
            NodeState state = states.get(node.name());
            if (state == null || state.state() != SyncState.IN_SYNC) {
                reasons.add(
                        "Node not synchronized: %s (observed %s, expected IN_SYNC)"
                                .formatted(node.name(), state == null ? "no such node" : state.state()),
                        "synchronize it first: otherwise more than the fix reaches it");
            }
        }
    }

    /** The master copies of these applications; one that is missing stands in the way. */
    List<IfixPlan.Archive> archives(List<String> applications) {
        List<IfixPlan.Archive> archives = new Archives(work.cell(), work.sessions()).masters(applications);
        archives.stream()
                .filter(archive -> archive.sha256().isEmpty())
                .forEach(archive -> reasons.add(
                        "Archive missing: %s of application %s (observed no file, expected the master copy)"
                                .formatted(archive.path(), archive.application()),
                        "it is what proves that a fix arrived, and that it was taken back"));
        return archives;
    }
}
