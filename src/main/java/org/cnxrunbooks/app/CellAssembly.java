package org.cnxrunbooks.app;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.ContentManager;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.OsFamily;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.Server;
import org.cnxrunbooks.cell.VantagePoint;
import org.cnxrunbooks.cell.WebServer;
import org.jspecify.annotations.Nullable;

/** Turns the checked settings of a cell into its value; to be called only where no violation was found. */
final class CellAssembly {

    private CellAssembly() {}

    static Cell cell(String name, CellSettings settings, CellSecrets secrets) {
        OsFamily os = requireNonNull(settings.os());
        ReleaseLevel release = release(requireNonNull(settings.release()));
        Directories directories = directories(os, settings.directories());
        Map<String, Host> hosts = new LinkedHashMap<>();
        settings.hosts()
                .forEach((hostName, host) -> hosts.put(
                        hostName, host(hostName, host, secrets.passphrases().get(hostName))));
        return new Cell(
                name,
                release,
                os,
                hosts,
                deploymentManager(requireNonNull(settings.deploymentManager()), requireNonNull(secrets.wsadmin())),
                settings.nodes().stream().map(CellAssembly::node).toList(),
                settings.clusters().stream()
                        .map(cluster -> new Cluster(requireNonNull(cluster.name()), cluster.path()))
                        .toList(),
                settings.webServers().stream().map(CellAssembly::webServer).toList(),
                settings.databases().stream().map(CellAssembly::database).toList(),
                directories,
                contentManager(os, release, directories, settings.contentManager()),
                settings.vantagePoints().stream()
                        .map(point -> new VantagePoint(point.host(), point.source()))
                        .toList(),
                banner(settings.banner(), secrets.banner()));
    }

    private static ReleaseLevel release(ReleaseSettings settings) {
        return new ReleaseLevel(
                requireNonNull(settings.product()),
                requireNonNull(settings.release()),
                settings.cumulativeRefresh(),
                settings.interimFixes());
    }

    private static Directories directories(OsFamily os, DirectorySettings settings) {
        return Directories.resolve(
                os,
                settings.connectionsRoot(),
                settings.appServerRoot(),
                settings.localData(),
                settings.sharedData(),
                settings.sharedResources(),
                settings.installationManagerData(),
                settings.installationManager(),
                settings.customization());
    }

    private static Host host(String name, HostSettings settings, @Nullable Secret passphrase) {
        List<String> hostKey = List.of(requireNonNull(settings.hostKey()).trim().split("\\s+"));
        return new Host(
                name,
                requireNonNull(settings.address()),
                requireNonNull(settings.port()),
                requireNonNull(settings.user()),
                requireNonNull(settings.privateKey()),
                passphrase,
                hostKey.get(0) + " " + hostKey.get(1));
    }

    private static DeploymentManager deploymentManager(DeploymentManagerSettings settings, Secret password) {
        return new DeploymentManager(
                requireNonNull(settings.host()),
                requireNonNull(settings.cellName()),
                requireNonNull(settings.profile()),
                requireNonNull(settings.soapPort()),
                requireNonNull(settings.user()),
                password);
    }

    private static Node node(NodeSettings settings) {
        return new Node(
                requireNonNull(settings.name()),
                requireNonNull(settings.host()),
                requireNonNull(settings.profile()),
                settings.servers().stream()
                        .map(server -> new Server(requireNonNull(server.name()), server.cluster(), server.cloneId()))
                        .toList());
    }

    private static WebServer webServer(WebServerSettings settings) {
        return new WebServer(
                requireNonNull(settings.name()),
                requireNonNull(settings.host()),
                requireNonNull(settings.serverRoot()),
                settings.clients());
    }

    private static @Nullable BannerAccess banner(@Nullable BannerSettings settings, @Nullable Secret password) {
        return settings == null
                ? null
                : new BannerAccess(
                        requireNonNull(settings.url()), requireNonNull(settings.user()), requireNonNull(password));
    }

    private static DatabaseInstance database(DatabaseSettings settings) {
        var kind = requireNonNull(settings.kind());
        Integer port = settings.port();
        return new DatabaseInstance(
                kind,
                requireNonNull(settings.host()),
                requireNonNull(settings.instance()),
                port == null ? kind.defaultPort() : port,
                settings.owner(),
                requireNonNull(settings.backupDirectory()),
                settings.names());
    }

    private static @Nullable ContentManager contentManager(
            OsFamily os, ReleaseLevel release, Directories directories, @Nullable ContentManagerSettings settings) {
        if (settings == null || !settings.installed()) {
            return null;
        }
        ContentManager vendor = ContentManager.defaults(os, release, directories);
        return new ContentManager(
                settings.alias(),
                settings.storageArea() == null ? vendor.storageArea() : settings.storageArea(),
                settings.engineEar() == null ? vendor.engineEar() : settings.engineEar());
    }
}
