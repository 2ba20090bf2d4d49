package org.cnxrunbooks.webserver;

import java.util.List;

/** PrimaryServers or BackupServers: the line that it begins on and the servers in their order. */
public record ServerList(int line, List<String> servers) {

    public ServerList {
        servers = List.copyOf(servers);
    }
}
