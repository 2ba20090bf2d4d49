package org.cnxrunbooks.ifix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.OsFamily;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.Server;
import org.jspecify.annotations.Nullable;

/** A cell that is nothing but nodes with members, on one machine that nobody reaches. */
final class CellOfNodes {

    private CellOfNodes() {}

    static Cell of(List<Node> nodes) {
        Host host = new Host("one", "192.0.2.1", 22, "root", Path.of("/key"), null, "ssh-ed25519 AAAA");
        return new Cell(
                "sample",
                new ReleaseLevel("HCL Connections", "8.0", "CR5", List.of()),
                OsFamily.LINUX,
                Map.of("one", host),
                new DeploymentManager("one", "Cell", "/profiles/Dmgr01", 8879, "wasadmin", Secret.of("x")),
                nodes,
                nodes.stream()
                        .flatMap(node -> node.servers().stream())
                        .map(server -> String.valueOf(server.cluster()))
                        .distinct()
                        .map(cluster -> new Cluster(cluster, null))
                        .toList(),
                List.of(),
                List.of(),
                Directories.defaults(OsFamily.LINUX),
                null,
                List.of(),
                null);
    }

    static Node node(String name, Server... servers) {
        return new Node(name, "one", "/profiles/" + name, List.of(servers));
    }

    static Server member(String name, String cluster, @Nullable String cloneId) {
        return new Server(name, cluster, cloneId);
    }
}
