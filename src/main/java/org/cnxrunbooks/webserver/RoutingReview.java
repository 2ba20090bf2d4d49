package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cnxrunbooks.webserver.RoutingEdit.Proof;
import org.jspecify.annotations.Nullable;

/** Says why a cluster cannot be switched from one half to the other. */
final class RoutingReview {

    private final PluginConfig config;
    private final Halves halves;
    private final Proof proof;
    private final List<Finding> findings = new ArrayList<>();

    RoutingReview(PluginConfig config, Halves halves, Proof proof) {
        this.config = config;
        this.halves = halves;
        this.proof = proof;
    }

    List<Finding> findings() {
        List<PluginCluster> routed = config.routedClusters();
        routed.forEach(this::review);
        if (routed.isEmpty()) {
            findings.add(new Finding(
                    config.path(),
                    0,
                    "no route leads to a cluster, so there is nothing to switch",
                    "Look whether this is the file that the web server really uses.",
                    true));
        }
        return findings;
    }

    private void review(PluginCluster cluster) {
        List<String> strangers = names(
                cluster,
                server -> !halves.serving().contains(server.name())
                        && !halves.resting().contains(server.name()));
        if (cluster.servers().size() == 1) {
            refuse(
                    cluster,
                    "has one member, " + cluster.serverNames().get(0),
                    "While that member is updated nobody serves its users: use the variant with downtime.");
        } else if (!strangers.isEmpty()) {
            refuse(
                    cluster,
                    "has members in neither half: " + String.join(", ", strangers),
                    "Give every node of the cell to one of the halves.");
        } else if (names(cluster, server -> halves.serving().contains(server.name()))
                        .isEmpty()
                || names(cluster, server -> halves.resting().contains(server.name()))
                        .isEmpty()) {
            refuse(
                    cluster,
                    "has all its members in one half: " + String.join(", ", cluster.serverNames()),
                    "Choose halves that both hold members of every cluster.");
        } else {
            reviewMembers(cluster);
        }
    }

    private void reviewMembers(PluginCluster cluster) {
        if (names(cluster, server -> halves.serving().contains(server.name()) && server.takesSessions())
                .isEmpty()) {
            refuse(
                    cluster,
                    "has no member in the serving half that takes new sessions",
                    "Give its servers a Transport and a LoadBalanceWeight above 0.");
        }
        Set<String> listed = new HashSet<>(listed(cluster.primaries()));
        listed.addAll(listed(cluster.backups()));
        List<String> unlisted = names(cluster, server -> !listed.contains(server.name()));
        if (!unlisted.isEmpty() && (cluster.primaries() != null || cluster.backups() != null)) {
            refuse(
                    cluster,
                    "has members in neither list: " + String.join(", ", unlisted),
                    "Somebody took them out of service: put them into PrimaryServers or remove them.");
        }
        if (proof == Proof.BY_CLONE_ID) {
            reviewCloneIds(cluster);
        }
    }

    private void reviewCloneIds(PluginCluster cluster) {
        List<String> nameless =
                names(cluster, server -> server.cloneId() == null || CloneCookie.NO_MEMBER.equals(server.cloneId()));
        Set<@Nullable String> seen = new HashSet<>();
        List<String> shared = names(cluster, server -> !seen.add(server.cloneId()));
        if (!nameless.isEmpty()) {
            refuse(
                    cluster,
                    "has members without clone id: " + String.join(", ", nameless),
                    "Generate and propagate the plug-in configuration anew; without clone ids nobody can prove who serves.");
        } else if (!shared.isEmpty()) {
            refuse(
                    cluster,
                    "has a clone id that belongs to two members, one of them " + String.join(", ", shared),
                    "Give every member a clone id of its own and propagate the plug-in configuration anew.");
        }
    }

    private void refuse(PluginCluster cluster, String problem, String hint) {
        findings.add(
                new Finding(config.path(), cluster.line(), "cluster " + cluster.name() + " " + problem, hint, true));
    }

    private static List<String> listed(@Nullable ServerList list) {
        return list == null ? List.of() : list.servers();
    }

    private static List<String> names(PluginCluster cluster, Predicate<PluginServer> wanted) {
        return cluster.servers().stream().filter(wanted).map(PluginServer::name).toList();
    }
}
