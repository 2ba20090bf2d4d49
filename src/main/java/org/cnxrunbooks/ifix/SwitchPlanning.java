package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.webserver.ConfigCheck;
import org.cnxrunbooks.webserver.ConfigRefusal;
import org.cnxrunbooks.webserver.FileEdit;
import org.cnxrunbooks.webserver.Halves;
import org.cnxrunbooks.webserver.PluginCluster;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginRoute;
import org.cnxrunbooks.webserver.PluginServer;
import org.cnxrunbooks.webserver.PluginTransport;
import org.cnxrunbooks.webserver.PluginUri;
import org.cnxrunbooks.webserver.RoutingEdit;
import org.cnxrunbooks.webserver.UnifiedDiff;

/** Plans what changes on one web server when either half rests, and tests both configurations on copies. */
final class SwitchPlanning {

    private static final long LIMIT = 16 << 20;

    private final IfixWork work;
    private final Map<String, List<String>> halves;
    private final Reasons reasons;
    private final List<String> notes;
    private final PluginMembers members;
    private final Evidence evidence;

    SwitchPlanning(IfixWork work, Map<String, List<String>> halves, Reasons reasons, List<String> notes) {
        this.work = work;
        this.halves = halves;
        this.reasons = reasons;
        this.notes = notes;
        this.members = new PluginMembers(work.cell());
        this.evidence = work.run().evidence();
    }

    Optional<IfixPlan.Server> plan(SurveyedServer server) {
        try {
            List<IfixPlan.Switch> switches = new ArrayList<>();
            List<String> checks = new ArrayList<>();
            for (Half resting : Half.BOTH) {
                switches.add(change(server, resting, checks));
            }
            return Optional.of(new IfixPlan.Server(
                    server.server().name(),
                    server.server().host(),
                    server.facts().version(),
                    String.join("; ", checks.stream().distinct().toList()),
                    server.watched(),
                    server.plugins().values().stream()
                            .distinct()
                            .map(config -> new IfixPlan.Config(
                                    config.path(), evidence.keep(config.bytes()), config.refreshInterval()))
                            .toList(),
                    server.plugins().values().stream()
                            .flatMap(config -> config.routedClusters().stream().map(cluster -> route(config, cluster)))
                            .distinct()
                            .toList(),
                    switches));
        } catch (ConfigRefusal refusal) {
            reasons.add("%s: %s".formatted(server.server().name(), refusal.getMessage()));
            return Optional.empty();
        }
    }

    private IfixPlan.Switch change(SurveyedServer server, Half resting, List<String> checks) {
        HostSession session = work.session(server.server());
        Halves division = members.halves(server.plugins().values(), halves.getOrDefault(resting.text(), List.of()))
                .orElseThrow();
        String serving = halves.getOrDefault(resting.other().text(), List.of()).get(0);
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, IfixPlan.Copy> copies = new LinkedHashMap<>();
        server.plugins().forEach((written, config) -> {
            FileEdit edit = RoutingEdit.switchTo(config, division, RoutingEdit.Proof.BY_CLONE_ID);
            boolean same = Arrays.equals(edit.before(), edit.after());
            String path = same ? written : copyPath(config.path(), serving);
            paths.put(written, path);
            if (!same) {
                copies.computeIfAbsent(path, copy -> copy(server, session, copy, edit));
            }
        });
        List<FileEdit> edits = server.directives().repoint(paths);
        ConfigCheck check = work.control(server.server()).check(server.config(), edits);
        checks.add(check.output().strip());
        if (!check.ok()) {
            reasons.add(
                    "Changed configuration fails its test: %s on %s (observed %s, expected Syntax OK)"
                            .formatted(
                                    server.server().name(),
                                    server.server().host(),
                                    check.output().strip()),
                    "nothing was changed; the test ran on a copy");
        }
        return new IfixPlan.Switch(
                resting.text(),
                List.copyOf(copies.values()),
                edits.stream()
                        .map(edit -> new IfixPlan.Edit(
                                edit.path(),
                                evidence.keep(edit.before()),
                                evidence.keep(edit.after()),
                                UnifiedDiff.of(edit)))
                        .toList());
    }

    private IfixPlan.Copy copy(SurveyedServer server, HostSession session, String path, FileEdit edit) {
        String before = session.fetch(path, LIMIT).map(evidence::keep).orElse("");
        String after = evidence.keep(edit.after());
        if (!before.isEmpty() && !before.equals(after)) {
            notes.add("%s of %s is there already and is replaced"
                    .formatted(path, server.server().name()));
        }
        return new IfixPlan.Copy(path, before, after, UnifiedDiff.of(edit));
    }

    /** As seed 002 names it: beside the original, after the node that serves. */
    private static String copyPath(String original, String node) {
        return original.substring(0, original.lastIndexOf('/') + 1) + "plugin-cfg-primary-"
                + node.replaceAll("[^A-Za-z0-9._-]", "-") + ".xml";
    }

    private IfixPlan.Route route(PluginConfig config, PluginCluster cluster) {
        List<PluginRoute> routes = config.routesTo(cluster);
        String cookie = routes.stream()
                .flatMap(route -> route.uris().stream())
                .map(PluginUri::affinityCookie)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("JSESSIONID");
        return new IfixPlan.Route(
                config.path(),
                cluster.name(),
                path(cluster, routes),
                cookie,
                cluster.servers().stream()
                        .map(server -> target(cluster, server))
                        .toList());
    }

    private IfixPlan.Target target(PluginCluster cluster, PluginServer server) {
        String node = members.nodeOf(cluster, server).orElseThrow();
        PluginTransport transport = server.transports().stream()
                .filter(one -> one.protocol().equalsIgnoreCase("http"))
                .findFirst()
                .orElseGet(() -> server.transports().isEmpty()
                        ? new PluginTransport("", "", "")
                        : server.transports().get(0));
        return new IfixPlan.Target(
                server.name(),
                PluginMembers.halfOf(halves, node),
                node,
                Objects.requireNonNullElse(server.cloneId(), ""),
                transport.hostname(),
                transport.port(),
                transport.protocol());
    }

    /** Of the configuration, else made of the first pattern that leads to the cluster. */
    private String path(PluginCluster cluster, List<PluginRoute> routes) {
        return work.cell().clusters().stream()
                .filter(one -> one.name().equals(cluster.name()))
                .map(Cluster::path)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> routes.stream()
                        .flatMap(route -> route.uris().stream())
                        .map(uri -> uri.name().replaceFirst("\\*.*$", ""))
                        .filter(path -> path.startsWith("/"))
                        .findFirst()
                        .orElse("/"));
    }
}
