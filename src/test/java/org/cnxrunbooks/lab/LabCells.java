package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.ContentManager;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.DatabaseKind;
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

/** A running lab as the product's cell, for tests that do without the application's settings. */
public final class LabCells {

    private LabCells() {}

    public static Cell of(Lab lab) {
        LabLayout layout = lab.layout();
        Map<String, Host> hosts = new LinkedHashMap<>();
        LabLayout.HOSTS.forEach(name -> hosts.put(name, lab.host(name).host(name)));
        ReleaseLevel release = new ReleaseLevel("HCL Connections", "8.0", "CR5", List.of("LO100042"));
        Directories directories = Directories.resolve(
                OsFamily.LINUX,
                layout.connections().toString(),
                layout.appServer("dmgr").toString(),
                layout.localData().toString(),
                layout.shared().toString(),
                layout.sharedResources().toString(),
                layout.installationManagerData().toString(),
                layout.installationManager().toString(),
                null);
        return new Cell(
                LabSettings.CELL,
                release,
                OsFamily.LINUX,
                hosts,
                new DeploymentManager(
                        "dmgr",
                        LabLayout.CELL,
                        layout.profile(LabLayout.DMGR_NODE).toString(),
                        LabLayout.SOAP_PORT,
                        Lab.WSADMIN_USER,
                        password(layout)),
                LabLayout.NODES.stream().map(node -> node(layout, node)).toList(),
                layout.clusters().stream()
                        .map(name -> new Cluster(name, LabLayout.path(name)))
                        .toList(),
                LabLayout.WEB_SERVERS.stream()
                        .map(web -> new WebServer(
                                web.name(),
                                web.host(),
                                layout.httpServer(web).toString(),
                                WebServer.ClientAddresses.DIRECT))
                        .toList(),
                List.of(db2(layout), postgresql(layout)),
                directories,
                new ContentManager(
                        "filenetAdmin",
                        layout.storageArea().toString(),
                        layout.engineEar().toString()),
                vantagePoints(layout),
                lab.banner().access());
    }

    /** A loopback address is the source of a request only where the client asks for it. */
    private static List<VantagePoint> vantagePoints(LabLayout layout) {
        return List.of(
                new VantagePoint(null, null),
                new VantagePoint("node1", layout.address("node1")),
                new VantagePoint("node2", layout.address("node2")),
                new VantagePoint(null, layout.neighbour()));
    }

    private static DatabaseInstance db2(LabLayout layout) {
        return new DatabaseInstance(
                DatabaseKind.DB2,
                "db",
                "db2inst1",
                DatabaseKind.DB2.defaultPort(),
                null,
                layout.databaseBackups().resolve("db2").toString(),
                LabLayout.DATABASES);
    }

    private static DatabaseInstance postgresql(LabLayout layout) {
        return new DatabaseInstance(
                DatabaseKind.POSTGRESQL,
                "db",
                "main",
                LabLayout.POSTGRES_PORT,
                null,
                layout.databaseBackups().resolve("postgresql").toString(),
                List.of(LabLayout.POSTGRES_DATABASE));
    }

    private static Node node(LabLayout layout, String node) {
        return new Node(
                node,
                LabLayout.hostOf(node),
                layout.profile(node).toString(),
                layout.members().stream()
                        .filter(member -> member.node().equals(node))
                        .map(member -> new Server(member.name(), member.cluster(), member.cloneId()))
                        .toList());
    }

    private static Secret password(LabLayout layout) {
        try {
            return Secret.of(Files.readString(layout.wsadminPassword()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
