package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets one half of the cell serve, by the primary and backup lists of plugin-cfg.xml. Every other byte stays, and a
 * comment between the servers of a list stays with its list.
 *
 * <p>Switched is every cluster that users reach: a route leads to it and a server of it has a transport. Others, such as
 * the deployment manager's, are left as they are.
 */
public final class RoutingEdit {

    /** How it is proved later which server took a new session. */
    public enum Proof {
        /** By session cookies, so every member of a switched cluster needs a clone id of its own. */
        BY_CLONE_ID,
        /** By something else, such as the web server's log. */
        OTHERWISE
    }

    private RoutingEdit() {}

    /** All reasons why {@link #switchTo} would refuse; empty when it would not. */
    public static List<Finding> findings(PluginConfig config, Halves halves, Proof proof) {
        return new RoutingReview(config, halves, proof).findings();
    }

    /**
     * Makes exactly the serving half primary and the resting half backup in every switched cluster. Where the two lists
     * hold the two halves the other way round they change places, so switching there and back gives the first bytes;
     * where only primaries are listed the resting ones move to a new list right behind it; where nothing is listed both
     * lists are written behind the servers. A second time changes nothing.
     *
     * @return the file's path, its bytes and the switched ones
     * @throws ConfigRefusal with all reasons, one in a line
     */
    public static FileEdit switchTo(PluginConfig config, Halves halves, Proof proof) {
        List<Finding> findings = findings(config, halves, proof);
        if (!findings.isEmpty()) {
            throw new ConfigRefusal(findings.stream()
                    .map(finding -> "- line %d: %s. %s".formatted(finding.line(), finding.problem(), finding.hint()))
                    .collect(Collectors.joining(
                            "\n",
                            "routing cannot be switched: %s (observed %d obstacles, expected none)\n"
                                    .formatted(config.path(), findings.size()),
                            "\nHINT: nothing was changed.")));
        }
        Splices splices = new Splices();
        List<PluginCluster> switched = config.routedClusters();
        for (PluginCluster cluster : switched) {
            new ListMarkup(config, cluster, splices)
                    .write(half(cluster, halves.serving()), half(cluster, halves.resting()));
        }
        byte[] after = splices.applied(config.source().text()).getBytes(StandardCharsets.ISO_8859_1);
        verify(PluginConfig.parse(config.path(), after), switched, halves);
        return new FileEdit(config.path(), config.bytes(), after);
    }

    private static List<String> half(PluginCluster cluster, Set<String> half) {
        return cluster.serverNames().stream().filter(half::contains).toList();
    }

    /** Reads the switched copy once more, as the plug-in will. */
    private static void verify(PluginConfig written, List<PluginCluster> switched, Halves halves) {
        for (PluginCluster before : switched) {
            PluginCluster after = written.cluster(before.name()).orElseThrow();
            if (!holds(after.primaries(), half(before, halves.serving()))
                    || !holds(after.backups(), half(before, halves.resting()))
                    || !after.serverNames().equals(before.serverNames())) {
                throw new IllegalStateException("switched copy is wrong: cluster " + after);
            }
        }
    }

    static boolean holds(@Nullable ServerList list, List<String> servers) {
        return list != null && new HashSet<>(list.servers()).equals(new HashSet<>(servers));
    }
}
