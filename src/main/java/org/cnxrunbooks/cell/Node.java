package org.cnxrunbooks.cell;

import java.util.List;

/**
 * A managed node: one profile with its node agent and servers.
 *
 * @param name WebSphere node name
 * @param host name of its host in {@link Cell#hosts()}
 * @param profile directory of its profile
 * @param servers application servers, without the node agent
 */
public record Node(String name, String host, String profile, List<Server> servers) {

    public Node {
        servers = List.copyOf(servers);
    }
}
