package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin-cfg.xml as the plug-in of a web server would read it, together with its bytes. Immutable.
 *
 * <p>What the file says is read twice, by the JDK's parser and by a scanner that knows places; both must agree.
 */
public final class PluginConfig {

    private final XmlSource source;
    private final int refreshInterval;
    private final List<PluginCluster> clusters;
    private final List<PluginRoute> routes;
    private final Map<String, ClusterMarkup> markup;

    PluginConfig(
            XmlSource source,
            int refreshInterval,
            List<PluginCluster> clusters,
            List<PluginRoute> routes,
            Map<String, ClusterMarkup> markup) {
        this.source = source;
        this.refreshInterval = refreshInterval;
        this.clusters = List.copyOf(clusters);
        this.routes = List.copyOf(routes);
        this.markup = Map.copyOf(markup);
    }

    /**
     * Reads a file.
     *
     * @param path absolute, for messages
     * @throws ConfigRefusal with line and reason, when anything in it is not understood: not well-formed, a document
     *     type, a processing instruction, another encoding than UTF-8, ISO-8859-1 or US-ASCII, a name that is missing,
     *     twice or written with references, a list that names an unknown server, two lists of one kind, elements in
     *     unknown places
     */
    public static PluginConfig parse(String path, byte[] bytes) {
        XmlSource source = new XmlSource(path, bytes);
        return new PluginReading(source, XmlScanner.scan(source)).config();
    }

    public String path() {
        return source.path();
    }

    public byte[] bytes() {
        return source.bytes();
    }

    /** Seconds after which the plug-in looks at the file again; -1 when it never does. */
    public int refreshInterval() {
        return refreshInterval;
    }

    /** In the order of the file. */
    public List<PluginCluster> clusters() {
        return clusters;
    }

    /** In the order of the file. */
    public List<PluginRoute> routes() {
        return routes;
    }

    public Optional<PluginCluster> cluster(String name) {
        return clusters.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Clusters that users reach: a route leads to them and a server of theirs has a transport. */
    public List<PluginCluster> routedClusters() {
        return clusters.stream()
                .filter(cluster -> cluster.reachable() && !routesTo(cluster).isEmpty())
                .toList();
    }

    /** Routes that lead to this cluster, in the order of the file. */
    public List<PluginRoute> routesTo(PluginCluster cluster) {
        return routes.stream()
                .filter(route -> route.cluster().equals(cluster.name()))
                .toList();
    }

    XmlSource source() {
        return source;
    }

    ClusterMarkup markup(PluginCluster cluster) {
        return Optional.ofNullable(markup.get(cluster.name())).orElseThrow();
    }
}
