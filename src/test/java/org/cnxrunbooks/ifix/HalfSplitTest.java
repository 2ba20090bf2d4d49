package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cnxrunbooks.ifix.CellOfNodes.member;
import static org.cnxrunbooks.ifix.CellOfNodes.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.Refusal;
import org.cnxrunbooks.webserver.HttpdConfig;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginDirectives;
import org.cnxrunbooks.webserver.ServerFacts;
import org.junit.jupiter.api.Test;

class HalfSplitTest {

    private static final String MAIN = "/opt/IBM/HTTPServer/conf/httpd.conf";
    private static final String PLUGIN = "/plugins/plugin-cfg.xml";

    private final Reasons reasons = new Reasons();

    @Test
    void two_nodes_are_the_two_halves() throws IOException {
        List<Node> nodes = List.of(generated("cnxNode01", 1), generated("cnxNode02", 2));
        assertThat(split(nodes, generated()))
                .containsOnly(Map.entry("first", List.of("cnxNode01")), Map.entry("second", List.of("cnxNode02")));
        assertThatCode(reasons::refuse).doesNotThrowAnyException();
    }

    @Test
    void renamed_servers_are_found_by_their_clone_ids() {
        List<Node> nodes = List.of(node("A", member("s", "Apps", "1")), node("B", member("s", "Apps", "2")));
        assertThat(split(nodes, plugin(cluster("Apps", "renamed:1", "other:2"))))
                .containsOnly(Map.entry("first", List.of("A")), Map.entry("second", List.of("B")));
    }

    @Test
    void a_server_of_an_unknown_node_is_in_neither_half() {
        List<Node> nodes = List.of(node("A", member("s", "Apps", "1")), node("B", member("s", "Apps", "2")));
        assertThat(split(nodes, plugin(cluster("Apps", "A_s:1", "B_s:2", "C_s:3"))))
                .isEmpty();
        assertThatThrownBy(reasons::refuse)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("%s:3: cluster Apps has members in neither half: C_s", PLUGIN);
    }

    @Test
    void one_node_cannot_be_halved() {
        assertThat(split(List.of(node("A", member("s", "Apps", null))), plugin(cluster("Apps", "A_s:1"))))
                .isEmpty();
        assertThatThrownBy(reasons::refuse)
                .hasMessageContaining("Cell cannot be halved: sample (observed 1 nodes, expected 2 to 12)")
                .hasMessageContaining("HINT: while the only node is updated nobody serves users");
    }

    @Test
    void more_nodes_than_can_be_tried_are_refused() {
        assertThat(split(IntStream.range(0, 13).mapToObj(i -> node("N" + i)).toList()))
                .isEmpty();
        assertThatThrownBy(reasons::refuse).hasMessageContaining("observed 13 nodes");
    }

    @Test
    void of_more_nodes_the_most_even_division_is_taken() {
        List<Node> nodes = apps("A", "B", "C", "D");
        assertThat(split(nodes, plugin(cluster("Apps", "A_s:1", "B_s:2", "C_s:3", "D_s:4"))))
                .containsOnly(Map.entry("first", List.of("A", "B")), Map.entry("second", List.of("C", "D")));
    }

    @Test
    void every_cluster_has_members_in_both_halves() {
        List<Node> nodes = List.of(
                node("A", member("s", "Apps", null)),
                node("B", member("s", "Apps", null)),
                node("C", member("s", "Infra", null)),
                node("D", member("s", "Infra", null)));
        assertThat(split(nodes, plugin(cluster("Apps", "A_s:1", "B_s:2"), cluster("Infra", "C_s:3", "D_s:4"))))
                .containsOnly(Map.entry("first", List.of("A", "C")), Map.entry("second", List.of("B", "D")));
    }

    @Test
    void an_uneven_division_is_better_than_none() {
        List<Node> nodes = List.of(
                node("A", member("s", "Apps", null), member("t", "Infra", null), member("u", "Util", null)),
                node("B", member("s", "Apps", null)),
                node("C", member("s", "Infra", null)),
                node("D", member("s", "Util", null)));
        assertThat(split(
                        nodes,
                        plugin(
                                cluster("Apps", "A_s:1", "B_s:2"),
                                cluster("Infra", "A_t:3", "C_s:4"),
                                cluster("Util", "A_u:5", "D_s:6"))))
                .containsOnly(Map.entry("first", List.of("A")), Map.entry("second", List.of("B", "C", "D")));
    }

    @Test
    void a_division_serves_all_web_servers() {
        List<Node> nodes = apps("A", "B", "C", "D");
        assertThat(split(
                        nodes,
                        plugin(cluster("Apps", "A_s:1", "B_s:2", "C_s:3", "D_s:4")),
                        plugin(cluster("Apps", "A_s:1", "B_s:2"))))
                .containsOnly(Map.entry("first", List.of("A", "C")), Map.entry("second", List.of("B", "D")));
    }

    @Test
    void a_cluster_with_one_member_is_refused_by_name() {
        List<Node> nodes = List.of(
                node("A", member("s", "Apps", null), member("t", "Lone", null)), node("B", member("s", "Apps", null)));
        assertThat(split(nodes, plugin(cluster("Apps", "A_s:1", "B_s:2"), cluster("Lone", "A_t:3"))))
                .isEmpty();
        assertThatThrownBy(reasons::refuse)
                .hasMessageContaining("Plan refused, 1 reasons")
                .hasMessageContaining("Routing cannot be switched: %s:8: cluster Lone has one member, A_t", PLUGIN)
                .hasMessageContaining("use the variant with downtime.")
                .hasMessageNotContaining("..");
    }

    @Test
    void a_file_of_strangers_is_refused_with_both_names_to_compare() {
        assertThat(split(apps("A", "B"), plugin(cluster("Apps", "X_s:1", "Y_s:2"))))
                .isEmpty();
        assertThatThrownBy(reasons::refuse)
                .hasMessageContaining("%s:1: no division into [A] and the rest has members on both sides", PLUGIN);
    }

    private Map<String, List<String>> split(List<Node> nodes, PluginConfig... plugins) {
        List<SurveyedServer> servers = new ArrayList<>();
        for (PluginConfig plugin : plugins) {
            HttpdConfig config = HttpdConfig.parse(
                    "/opt/IBM/HTTPServer",
                    MAIN,
                    Map.of(MAIN, ("WebSpherePluginConfig " + PLUGIN + "\n").getBytes(StandardCharsets.US_ASCII)),
                    Map.of());
            servers.add(new SurveyedServer(
                    new WebServer("webserver" + servers.size(), "one", "/opt/IBM/HTTPServer", null),
                    new ServerFacts("Server version: test", ServerFacts.Dialect.APACHE_24, "event", Set.of(), true),
                    config,
                    PluginDirectives.of(config),
                    Map.of(PLUGIN, plugin),
                    List.of()));
        }
        return new HalfSplit(CellOfNodes.of(nodes), reasons).of(servers);
    }

    private static List<Node> apps(String... names) {
        return List.of(names).stream()
                .map(name -> node(name, member("s", "Apps", null)))
                .toList();
    }

    private static Node generated(String name, int number) {
        return node(
                name,
                member("apps_srv" + number, "AppsCluster", null),
                member("infra_srv" + number, "InfraCluster", null),
                member("push_srv" + number, "PushCluster", null),
                member("util_srv" + number, "UtilCluster", null));
    }

    private static PluginConfig generated() throws IOException {
        try (InputStream in = HalfSplitTest.class.getResourceAsStream("/webserver/plugin/generated.xml")) {
            return PluginConfig.parse(PLUGIN, Objects.requireNonNull(in).readAllBytes());
        }
    }

    private static PluginConfig plugin(String... clusters) {
        return PluginConfig.parse(
                PLUGIN,
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Config>\n" + String.join("", clusters) + "</Config>\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** On five lines and one for each server beyond the second, a route with it. */
    private static String cluster(String name, String... servers) {
        StringBuilder text = new StringBuilder("<ServerCluster Name=\"%s\">\n".formatted(name));
        for (String server : servers) {
            String[] words = server.split(":");
            text.append(
                    "<Server Name=\"%s\" CloneID=\"%s\"><Transport Hostname=\"was\" Port=\"%d\" Protocol=\"https\"/></Server>\n"
                            .formatted(words[0], words[1], 9440 + Integer.parseInt(words[1])));
        }
        return text + "</ServerCluster>\n<Route ServerCluster=\"%s\"/>\n".formatted(name);
    }
}
