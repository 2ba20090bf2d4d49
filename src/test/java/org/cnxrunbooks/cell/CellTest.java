package org.cnxrunbooks.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CellTest {

    private final Cluster apps = new Cluster("AppsCluster", "/files/");
    private final Node node1 = new Node(
            "node1",
            "was1",
            "/profiles/AppSrv01",
            List.of(new Server("apps_srv1", "AppsCluster", "c1"), new Server("alone", null, null)));
    private final Node node2 =
            new Node("node2", "was2", "/profiles/AppSrv01", List.of(new Server("apps_srv2", "AppsCluster", "c2")));
    private final Cell cell = cell("lab");

    @Test
    void the_members_of_a_cluster_are_the_servers_that_name_it_with_their_nodes() {
        assertThat(cell.members(apps))
                .containsExactly(
                        new Member(node1, node1.servers().get(0)),
                        new Member(node2, node2.servers().get(0)));
    }

    @Test
    void a_server_of_its_own_belongs_to_the_cell_but_to_no_cluster() {
        assertThat(cell.members()).extracting(member -> member.server().name()).contains("alone");
        assertThat(cell.members(apps))
                .extracting(member -> member.server().name())
                .doesNotContain("alone");
    }

    @Test
    void a_node_knows_its_host() {
        assertThat(cell.hostOf(node2).address()).isEqualTo("10.0.0.2");
    }

    @Test
    void an_unknown_host_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> cell.host("was9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("was9")
                .hasMessageContaining("was1, was2");
    }

    @Test
    void hosts_keep_the_order_of_the_configuration() {
        assertThat(cell.hosts().keySet()).containsExactly("was1", "was2");
    }

    @Test
    void what_is_changed_outside_does_not_change_a_cell() {
        List<String> names = new ArrayList<>(List.of("FILES"));
        DatabaseInstance instance =
                new DatabaseInstance(DatabaseKind.DB2, "was1", "db2inst1", 50000, null, "/backup", names);
        names.add("WIKIS");
        assertThat(instance.names()).containsExactly("FILES");
    }

    @Test
    void the_registry_finds_cells_by_name_and_lists_them_sorted() {
        Cells cells = new Cells(List.of(cell("prod"), cell("lab")));
        assertThat(cells.names()).containsExactly("lab", "prod");
        assertThat(cells.find("prod")).map(Cell::name).contains("prod");
        assertThat(cells.find("PROD")).isEmpty();
    }

    @Test
    void two_cells_of_one_name_are_refused() {
        assertThatThrownBy(() -> new Cells(List.of(cell("lab"), cell("lab")))).hasMessageContaining("lab");
    }

    @Test
    void a_secret_is_never_printed() {
        assertThat(cell.toString()).doesNotContain("hunter2");
    }

    private Cell cell(String name) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        hosts.put("was1", host("was1", "10.0.0.1"));
        hosts.put("was2", host("was2", "10.0.0.2"));
        return new Cell(
                name,
                new ReleaseLevel("HCL Connections", "8.0", "CR5", List.of()),
                OsFamily.LINUX,
                hosts,
                new DeploymentManager("was1", "ICCell", "/profiles/Dmgr01", 8879, "wsadmin", Secret.of("hunter2")),
                List.of(node1, node2),
                List.of(apps),
                List.of(),
                List.of(),
                Directories.defaults(OsFamily.LINUX),
                null,
                List.of(),
                null);
    }

    private static Host host(String name, String address) {
        return new Host(name, address, 22, "root", Path.of("id"), Secret.of("hunter2"), "ssh-ed25519 AAAA");
    }
}
