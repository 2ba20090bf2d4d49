package org.cnxrunbooks.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Connections deployment. Its references hold: whoever builds one (the settings) has checked that every host and
 * cluster that is named exists.
 *
 * @param name key of the configuration, {@code runbooks.cells.<name>}
 * @param release what is installed
 * @param os decides the vendor's default directories and how paths are written
 * @param hosts by name, in the order of the configuration
 * @param deploymentManager the deployment manager and how wsadmin reaches it
 * @param nodes managed nodes
 * @param clusters in the order in which they are started
 * @param webServers IBM HTTP Servers in front of the cell
 * @param databases database instances and the names in them
 * @param directories where things are, defaults filled in
 * @param contentManager Connections Content Manager, absent when not installed
 * @param vantagePoints from where the web servers are looked at; empty for this application and every host of a node
 * @param banner the banner of Connections 8, absent where it is not enabled
 */
public record Cell(
        String name,
        ReleaseLevel release,
        OsFamily os,
        Map<String, Host> hosts,
        DeploymentManager deploymentManager,
        List<Node> nodes,
        List<Cluster> clusters,
        List<WebServer> webServers,
        List<DatabaseInstance> databases,
        Directories directories,
        @Nullable ContentManager contentManager,
        List<VantagePoint> vantagePoints,
        @Nullable BannerAccess banner) {

    public Cell {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        nodes = List.copyOf(nodes);
        clusters = List.copyOf(clusters);
        webServers = List.copyOf(webServers);
        databases = List.copyOf(databases);
        vantagePoints = List.copyOf(vantagePoints);
    }

    /** Refused with {@link NoSuchElementException} for a name that this cell does not have. */
    public Host host(String hostName) {
        Host host = hosts.get(hostName);
        if (host == null) {
            throw new NoSuchElementException("Unknown host of cell %s (observed %s, expected one of %s)"
                    .formatted(name, hostName, String.join(", ", hosts.keySet())));
        }
        return host;
    }

    public Host hostOf(DeploymentManager manager) {
        return host(manager.host());
    }

    public Host hostOf(Node node) {
        return host(node.host());
    }

    public Host hostOf(WebServer webServer) {
        return host(webServer.host());
    }

    public Host hostOf(DatabaseInstance instance) {
        return host(instance.host());
    }

    /** The servers of a cluster with their nodes, in the order of the configuration. */
    public List<Member> members(Cluster cluster) {
        return members().stream()
                .filter(member -> cluster.name().equals(member.server().cluster()))
                .toList();
    }

    /** Every application server of the cell with its node. */
    public List<Member> members() {
        return nodes.stream()
                .flatMap(node -> node.servers().stream().map(server -> new Member(node, server)))
                .toList();
    }

    public Optional<ContentManager> findContentManager() {
        return Optional.ofNullable(contentManager);
    }

    public Optional<BannerAccess> findBanner() {
        return Optional.ofNullable(banner);
    }
}
