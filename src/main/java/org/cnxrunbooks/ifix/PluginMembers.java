package org.cnxrunbooks.ifix;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.webserver.Halves;
import org.cnxrunbooks.webserver.PluginCluster;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginServer;

/**
 * Finds the nodes of the servers in a plugin-cfg.xml: generated names are {@code <node>_<server>}; where somebody renamed
 * them the clone id of the configuration tells.
 */
record PluginMembers(Cell cell) {

    Optional<String> nodeOf(PluginCluster cluster, PluginServer server) {
        List<String> nodes = cell.members().stream()
                .filter(member -> cluster.name().equals(member.server().cluster()))
                .filter(member -> is(member, server))
                .map(member -> member.node().name())
                .distinct()
                .toList();
        return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
    }

    /** The servers of all clusters that users reach, those of these nodes resting. */
    Optional<Halves> halves(Collection<PluginConfig> configs, Collection<String> restingNodes) {
        Set<String> resting = new HashSet<>();
        Set<String> serving = new HashSet<>();
        for (PluginConfig config : configs) {
            for (PluginCluster cluster : config.routedClusters()) {
                for (PluginServer server : cluster.servers()) {
                    nodeOf(cluster, server)
                            .ifPresent(node -> (restingNodes.contains(node) ? resting : serving).add(server.name()));
                }
            }
        }
        return resting.isEmpty() || serving.isEmpty() ? Optional.empty() : Optional.of(new Halves(serving, resting));
    }

    private static boolean is(Member member, PluginServer server) {
        String generated = member.node().name() + "_" + member.server().name();
        String cloneId = member.server().cloneId();
        return generated.equals(server.name()) || cloneId != null && cloneId.equals(server.cloneId());
    }

    /** Half by node name. */
    static String halfOf(Map<String, List<String>> halves, String node) {
        return halves.entrySet().stream()
                .filter(half -> half.getValue().contains(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
