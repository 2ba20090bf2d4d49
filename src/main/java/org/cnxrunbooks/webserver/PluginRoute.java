package org.cnxrunbooks.webserver;

import java.util.List;

/**
 * Which requests go to a cluster.
 *
 * @param line from 1
 * @param cluster name of a cluster of the same file
 * @param uris empty when the route names no group: every path
 * @param virtualHosts as written, e.g. {@code *:443}; empty when the route names no group: every host
 */
public record PluginRoute(int line, String cluster, List<PluginUri> uris, List<String> virtualHosts) {

    public PluginRoute {
        uris = List.copyOf(uris);
        virtualHosts = List.copyOf(virtualHosts);
    }
}
