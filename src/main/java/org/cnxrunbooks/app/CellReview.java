package org.cnxrunbooks.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what no single key of a cell can tell: references, duplicates and paths. */
final class CellReview {

    private final String key;
    private final CellSettings cell;
    private final Violations violations;

    CellReview(String key, CellSettings cell, Violations violations) {
        this.key = key;
        this.cell = cell;
        this.violations = violations;
    }

    void run() {
        hostReferences();
        clusterReferences();
        duplicates();
        paths();
        AddressReview addresses = new AddressReview(key, violations);
        addresses.banner(cell.banner());
        each(cell.vantagePoints(), addresses::vantagePoint);
    }

    private void hostReferences() {
        if (cell.deploymentManager() != null) {
            hostReference(".deployment-manager", cell.deploymentManager().host());
        }
        each(cell.nodes(), (i, node) -> hostReference(".nodes[" + i + "]", node.host()));
        each(cell.webServers(), (i, web) -> hostReference(".web-servers[" + i + "]", web.host()));
        each(cell.databases(), (i, database) -> hostReference(".databases[" + i + "]", database.host()));
        each(cell.vantagePoints(), (i, point) -> hostReference(".vantage-points[" + i + "]", point.host()));
    }

    private void hostReference(String owner, @Nullable String host) {
        if (host != null && !host.isBlank()) {
            reference(owner + ".host", host, "host", cell.hosts().keySet(), key + ".hosts." + host);
        }
    }

    private void clusterReferences() {
        Set<String> clusters = cell.clusters().stream()
                .map(ClusterSettings::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        each(
                cell.nodes(),
                (i, node) -> each(node.servers(), (j, server) -> {
                    if (server.cluster() != null) {
                        reference(
                                ".nodes[" + i + "].servers[" + j + "].cluster",
                                server.cluster(),
                                "cluster",
                                clusters,
                                key + ".clusters");
                    }
                }));
        Set<String> used =
                servers().map(ServerSettings::cluster).filter(Objects::nonNull).collect(Collectors.toSet());
        each(cell.clusters(), (i, cluster) -> {
            if (cluster.name() != null && !used.contains(cluster.name())) {
                violations.add(
                        key + ".clusters[" + i + "].name",
                        "cluster '" + cluster.name() + "' without members",
                        "at least one server that names it",
                        "Set cluster: " + cluster.name() + " on its servers below nodes, or remove the cluster.");
            }
        });
    }

    private void reference(String owner, String value, String kind, Set<String> known, String definition) {
        if (!known.contains(value)) {
            violations.add(
                    key + owner,
                    "'" + value + "'",
                    "a %s of this cell: %s"
                            .formatted(
                                    kind,
                                    known.isEmpty()
                                            ? "none is defined"
                                            : known.stream().sorted().collect(Collectors.joining(", "))),
                    "Correct the name or define it under " + definition + ".");
        }
    }

    private void duplicates() {
        Unique nodes = new Unique("node");
        Unique profiles = new Unique("profile on this host");
        Unique clones = new Unique("clone id");
        each(cell.nodes(), (i, node) -> {
            String here = ".nodes[" + i + "]";
            nodes.see(here + ".name", node.name());
            profiles.see(here + ".profile", node.profile() == null ? null : node.host() + ":" + node.profile());
            Unique servers = new Unique("server on this node");
            each(node.servers(), (j, server) -> {
                servers.see(here + ".servers[" + j + "].name", server.name());
                clones.see(here + ".servers[" + j + "].clone-id", server.cloneId());
            });
        });
        Unique clusters = new Unique("cluster");
        each(cell.clusters(), (i, cluster) -> clusters.see(".clusters[" + i + "].name", cluster.name()));
        Unique webServers = new Unique("web server");
        each(cell.webServers(), (i, web) -> webServers.see(".web-servers[" + i + "].name", web.name()));
        Unique instances = new Unique("instance of this kind on this host");
        each(cell.databases(), (i, database) -> {
            instances.see(
                    ".databases[" + i + "].instance",
                    database.instance() == null
                            ? null
                            : database.kind() + " " + database.instance() + " on " + database.host());
            Unique names = new Unique("database in this instance");
            each(database.names(), (j, name) -> names.see(".databases[" + i + "].names[" + j + "]", name));
        });
        Unique addresses = new Unique("address");
        cell.hosts().forEach((name, host) -> {
            if (host != null && host.address() != null) {
                addresses.see(".hosts" + PropertyKeys.entry(name) + ".address", host.address() + ":" + host.port());
            }
        });
    }

    private void paths() {
        if (cell.os() == null) {
            return;
        }
        AbsolutePaths paths = new AbsolutePaths(key, cell.os(), violations);
        if (cell.deploymentManager() != null) {
            paths.check(".deployment-manager.profile", cell.deploymentManager().profile());
        }
        each(cell.nodes(), (i, node) -> paths.check(".nodes[" + i + "].profile", node.profile()));
        each(cell.webServers(), (i, web) -> paths.check(".web-servers[" + i + "].server-root", web.serverRoot()));
        each(
                cell.databases(),
                (i, database) -> paths.check(".databases[" + i + "].backup-directory", database.backupDirectory()));
        paths.check(cell.directories());
        paths.check(cell.contentManager());
    }

    private Stream<ServerSettings> servers() {
        return cell.nodes().stream().filter(Objects::nonNull).flatMap(node -> node.servers().stream());
    }

    private static <T> void each(List<T> list, BiConsumer<Integer, T> action) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) != null) {
                action.accept(i, list.get(i));
            }
        }
    }

    /** Notes the second use of a name. */
    private final class Unique {

        private final String kind;
        private final Map<String, String> firstSeen = new HashMap<>();

        Unique(String kind) {
            this.kind = kind;
        }

        void see(String at, @Nullable String name) {
            if (name == null || name.isBlank()) {
                return;
            }
            String first = firstSeen.putIfAbsent(name, at);
            if (first != null) {
                violations.add(
                        key + at,
                        "'" + name + "' for the second time",
                        "each " + kind + " once",
                        "It is used at " + key + first + " already; rename or remove one.");
            }
        }
    }
}
