package org.cnxrunbooks.backup;

import java.nio.file.Path;
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
import org.jspecify.annotations.Nullable;

/** A small cell on Linux with the vendor's directories: one deployment manager, two nodes, one Db2 instance. */
final class SampleCell {

    static final ReleaseLevel RELEASE =
            new ReleaseLevel("HCL Connections", "8.0", "CR5", List.of("LO100042", "LO66666"));

    private SampleCell() {}

    static Cell plain() {
        return with(Directories.defaults(OsFamily.LINUX), null);
    }

    static Cell withContentManager(String storageArea) {
        Directories directories = Directories.defaults(OsFamily.LINUX);
        return with(
                directories,
                new ContentManager("filenetAdmin", storageArea, directories.engineEar(OsFamily.LINUX, RELEASE)));
    }

    static Cell with(Directories directories, @Nullable ContentManager contentManager) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (String name : List.of("dmgr", "node1", "node2", "db")) {
            hosts.put(name, new Host(name, "127.0.0.1", 22, "root", Path.of("/key"), null, "ssh-ed25519 AAAA"));
        }
        return new Cell(
                "sample",
                RELEASE,
                OsFamily.LINUX,
                hosts,
                new DeploymentManager(
                        "dmgr",
                        "ICCell",
                        "/opt/IBM/WebSphere/AppServer/profiles/Dmgr01",
                        8879,
                        "wasadmin",
                        Secret.of("x")),
                List.of(node("Node_1", "node1", "AppsCluster_server1"), node("Node_2", "node2", "AppsCluster_server2")),
                List.of(new Cluster("AppsCluster", null)),
                List.of(),
                List.of(new DatabaseInstance(
                        DatabaseKind.DB2, "db", "db2inst1", 50000, "db2inst1", "/backup", List.of("HOMEPAGE"))),
                directories,
                contentManager,
                List.of(),
                null);
    }

    private static Node node(String name, String host, String server) {
        return new Node(
                name,
                host,
                "/opt/IBM/WebSphere/AppServer/profiles/AppSrv01",
                List.of(new Server(server, "AppsCluster", null)));
    }
}
