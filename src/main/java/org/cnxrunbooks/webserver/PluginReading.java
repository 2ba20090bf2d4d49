package org.cnxrunbooks.webserver;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the facts of a {@link PluginConfig} off its elements and refuses what the plug-in might take differently. */
final class PluginReading {

    /** Elements that decide about routing, by lower-case name: their name and the elements that they may stand in. */
    private static final Map<String, Place> PLACES = Map.ofEntries(
            place("Config"),
            place("ServerCluster", "Config"),
            place("UriGroup", "Config"),
            place("VirtualHostGroup", "Config"),
            place("Route", "Config"),
            place("Server", "ServerCluster", "PrimaryServers", "BackupServers"),
            place("PrimaryServers", "ServerCluster"),
            place("BackupServers", "ServerCluster"),
            place("Transport", "Server"),
            place("Uri", "UriGroup"),
            place("VirtualHost", "VirtualHostGroup"));

    private final XmlSource source;
    private final PluginAttributes read;
    private final XmlElement root;

    private record Place(String name, Set<String> parents) {}

    PluginReading(XmlSource source, XmlElement root) {
        this.source = source;
        this.read = new PluginAttributes(source);
        this.root = root;
    }

    private static Map.Entry<String, Place> place(String name, String... parents) {
        return Map.entry(name.toLowerCase(Locale.ROOT), new Place(name, Set.of(parents)));
    }

    PluginConfig config() {
        if (!root.name().equals("Config")) {
            throw read.refused(root, "root element " + root.name(), "Config");
        }
        root.all().forEach(this::checkPlaces);
        Map<String, ClusterMarkup> markup = new LinkedHashMap<>();
        byName(root, "ServerCluster").forEach((name, element) -> markup.put(name, markup(element)));
        return new PluginConfig(
                source,
                read.number(root, "RefreshInterval", 60),
                markup.values().stream().map(this::cluster).toList(),
                routes(markup.keySet()),
                markup);
    }

    private void checkPlaces(XmlElement parent) {
        for (XmlElement child : parent.children()) {
            Place place = PLACES.get(child.name().toLowerCase(Locale.ROOT));
            if (place == null ? listOfServers(parent) : !place.name().equals(child.name())) {
                throw read.refused(child, "element " + child.name(), place == null ? "Server" : place.name());
            }
            if (place != null && !place.parents().contains(parent.name())) {
                throw read.refused(child, child.name() + " in " + parent.name(), "in " + place.parents());
            }
        }
    }

    private static boolean listOfServers(XmlElement element) {
        return element.name().equals("PrimaryServers") || element.name().equals("BackupServers");
    }

    private ClusterMarkup markup(XmlElement cluster) {
        return new ClusterMarkup(
                cluster, cluster.children("Server"), list(cluster, "PrimaryServers"), list(cluster, "BackupServers"));
    }

    private Optional<XmlElement> list(XmlElement cluster, String kind) {
        List<XmlElement> found = cluster.children(kind);
        if (found.size() > 1) {
            throw read.refused(found.get(1), "a second " + kind + " in one cluster", "one");
        }
        for (XmlElement list : found) {
            if (!list.attributes().isEmpty()) {
                throw read.refused(list, kind + " with attributes", "none");
            }
            for (XmlElement server : list.children()) {
                if (server.attributes().size() != 1 || !server.children().isEmpty()) {
                    throw read.refused(server, "a Server with more than a name in " + kind, "its Name");
                }
            }
        }
        return found.stream().findFirst();
    }

    private PluginCluster cluster(ClusterMarkup markup) {
        XmlElement cluster = markup.cluster();
        Map<String, XmlElement> servers = byName(cluster, "Server");
        if (servers.isEmpty()) {
            throw read.refused(cluster, "ServerCluster without Server", "one at least");
        }
        Set<String> listed = new HashSet<>();
        Function<XmlElement, ServerList> named = list -> serverList(list, servers.keySet(), listed);
        return new PluginCluster(
                read.name(cluster, "Name"),
                read.line(cluster),
                read.flag(cluster, "CloneSeparatorChange"),
                read.flag(cluster, "GetDWLMTable"),
                read.number(cluster, "RetryInterval", 60),
                servers.values().stream().map(this::server).toList(),
                markup.primaries().map(named).orElse(null),
                markup.backups().map(named).orElse(null));
    }

    private ServerList serverList(XmlElement list, Set<String> known, Set<String> listed) {
        for (XmlElement server : list.children()) {
            String name = read.name(server, "Name");
            if (!known.contains(name)) {
                throw read.refused(server, "unknown server " + name + " in " + list.name(), "a server of the cluster");
            }
            if (!listed.add(name)) {
                throw read.refused(server, "server " + name + " listed twice in one cluster", "once");
            }
        }
        return new ServerList(
                read.line(list),
                list.children().stream()
                        .map(server -> read.name(server, "Name"))
                        .toList());
    }

    private PluginServer server(XmlElement server) {
        return new PluginServer(
                read.name(server, "Name"),
                read.line(server),
                server.attribute("CloneID").isPresent() ? read.name(server, "CloneID") : null,
                read.number(server, "LoadBalanceWeight", 1),
                server.children("Transport").stream()
                        .map(one -> new PluginTransport(
                                read.written(one, "Hostname"),
                                read.written(one, "Port"),
                                read.written(one, "Protocol")))
                        .toList());
    }

    private List<PluginRoute> routes(Set<String> clusters) {
        Map<String, XmlElement> uris = byName(root, "UriGroup");
        Map<String, XmlElement> hosts = byName(root, "VirtualHostGroup");
        return root.children("Route").stream()
                .map(route -> {
                    String cluster = read.name(route, "ServerCluster");
                    if (!clusters.contains(cluster)) {
                        throw read.refused(route, "a route to unknown cluster " + cluster, "a cluster of this file");
                    }
                    return new PluginRoute(
                            read.line(route),
                            cluster,
                            members(route, "UriGroup", uris, "Uri").stream()
                                    .map(this::uri)
                                    .toList(),
                            members(route, "VirtualHostGroup", hosts, "VirtualHost").stream()
                                    .map(host -> read.name(host, "Name"))
                                    .toList());
                })
                .toList();
    }

    private List<XmlElement> members(XmlElement route, String kind, Map<String, XmlElement> groups, String member) {
        if (route.attribute(kind).isEmpty()) {
            return List.of();
        }
        String wanted = read.name(route, kind);
        XmlElement group = groups.get(wanted);
        if (group == null || group.children(member).isEmpty()) {
            throw read.refused(route, "a route with unknown or empty " + kind + " " + wanted, "a group of this file");
        }
        return group.children(member);
    }

    private PluginUri uri(XmlElement uri) {
        boolean cookie = uri.attribute("AffinityCookie").isPresent();
        return new PluginUri(read.written(uri, "Name"), cookie ? read.name(uri, "AffinityCookie") : "JSESSIONID");
    }

    /** Children of one kind by their name, in their order; a name that comes twice is refused. */
    private Map<String, XmlElement> byName(XmlElement parent, String kind) {
        Map<String, XmlElement> found = new LinkedHashMap<>();
        for (XmlElement child : parent.children(kind)) {
            String name = read.name(child, "Name");
            if (found.put(name, child) != null) {
                throw read.refused(child, kind + " " + name + " twice", "each name once");
            }
        }
        return found;
    }
}
