package org.cnxrunbooks.webserver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ServerCluster. With neither list every server serves; with lists the plug-in balances among the primaries and uses
 * a backup when no primary can be reached.
 *
 * @param name unique in the file
 * @param line from 1
 * @param separatorChange CloneSeparatorChange: clone ids follow {@code +} instead of {@code :}
 * @param partitionTable GetDWLMTable: with memory-to-memory replication cookies then carry partition ids
 * @param retryInterval seconds after which a server that was marked down is tried again
 * @param servers at least one
 * @param primaries absent when the file has no such list
 * @param backups absent when the file has no such list
 */
public record PluginCluster(
        String name,
        int line,
        boolean separatorChange,
        boolean partitionTable,
        int retryInterval,
        List<PluginServer> servers,
        @Nullable ServerList primaries,
        @Nullable ServerList backups) {

    public PluginCluster {
        servers = List.copyOf(servers);
    }

    public List<String> serverNames() {
        return servers.stream().map(PluginServer::name).toList();
    }

    /** Whether any of its servers can be reached; the deployment manager's entry has no transport. */
    public boolean reachable() {
        return servers.stream().anyMatch(server -> !server.transports().isEmpty());
    }
}
