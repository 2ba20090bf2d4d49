package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cnxrunbooks.webserver.RoutingEdit.Proof;
import org.junit.jupiter.api.Test;

class RoutingEditTest {

    private static final Halves GENERATED = new Halves(
            Set.of("cnxNode01_apps_srv1", "cnxNode01_infra_srv1", "cnxNode01_push_srv1", "cnxNode01_util_srv1"),
            Set.of("cnxNode02_apps_srv2", "cnxNode02_infra_srv2", "cnxNode02_push_srv2", "cnxNode02_util_srv2"));
    private static final Halves AB = new Halves(Set.of("a"), Set.of("b"));

    @Test
    void the_resting_half_of_a_generated_file_moves_behind_the_primaries() {
        PluginConfig config = PluginFixtures.generated();

        String after = switched(config, GENERATED.turned());

        String expected = text(config.bytes());
        for (String kind : List.of("apps", "infra", "push", "util")) {
            expected = expected.replace(
                    """
                          <PrimaryServers>
                             <Server Name="cnxNode01_%1$s_srv1"/>
                             <Server Name="cnxNode02_%1$s_srv2"/>
                          </PrimaryServers>
                    """
                            .formatted(kind),
                    """
                          <PrimaryServers>
                             <Server Name="cnxNode02_%1$s_srv2"/>
                          </PrimaryServers>
                          <BackupServers>
                             <Server Name="cnxNode01_%1$s_srv1"/>
                          </BackupServers>
                    """
                            .formatted(kind));
        }
        assertThat(after).isEqualTo(expected).contains("by J\u00fcrgen");
    }

    @Test
    void lists_that_are_the_other_way_round_change_places() {
        PluginConfig config = PluginFixtures.roles();
        Halves halves = new Halves(
                Set.of("cnxNode02_apps_srv2", "cnxNode02_infra_srv2"),
                Set.of("cnxNode01_apps_srv1", "cnxNode01_infra_srv1"));

        String after = switched(config, halves);

        assertThat(after)
                .contains(
                        """
                            <BackupServers>
                              <Server Name='cnxNode01_apps_srv1'/>
                            </BackupServers>
                            <PrimaryServers>
                              <Server Name="cnxNode02_apps_srv2"/> <!-- waits -->
                            </PrimaryServers>
                        """,
                        """
                            <PrimaryServers><Server Name='cnxNode02_infra_srv2' /></PrimaryServers>
                            <BackupServers><Server Name='cnxNode01_infra_srv1'></Server></BackupServers>
                        """)
                .hasSameSizeAs(text(config.bytes()));
        assertThat(switched(config, halves.turned())).isEqualTo(text(config.bytes()));
    }

    @Test
    void a_cluster_without_lists_gets_both_behind_its_servers() {
        PluginConfig config = PluginFixtures.merged();

        String after = switched(config, new Halves(Set.of("farm server 2"), Set.of("farm server 1")));

        assertThat(after)
                .isEqualTo(text(config.bytes())
                        .replace(
                                "        </Server>\r\n\t\t<!-- <Prim",
                                """
                                        </Server>
                                        <PrimaryServers>
                                        \t<Server Name='farm server 2'/>
                                        </PrimaryServers>
                                        <BackupServers>
                                        \t<Server Name="farm server 1"/>
                                        </BackupServers>
                                \t\t<!-- <Prim"""
                                        .replace("\n", "\r\n")));
    }

    @Test
    void a_list_that_is_there_but_empty_is_filled() {
        assertThat(rewritten("<PrimaryServers>*a**b*</PrimaryServers><BackupServers />"))
                .isEqualTo("<PrimaryServers>*a*</PrimaryServers><BackupServers >*b*</BackupServers>");
        assertThat(rewritten("\n <PrimaryServers>*a**b*</PrimaryServers>\n <BackupServers>\n </BackupServers>"))
                .isEqualTo("\n <PrimaryServers>*a*</PrimaryServers>\n <BackupServers>\n \t*b*\n </BackupServers>");
        assertThat(rewritten("\n <BackupServers>\n  *b*\n  *a*\n </BackupServers>"))
                .isEqualTo(
                        "\n <PrimaryServers>\n  *a*\n </PrimaryServers>\n <BackupServers>\n  *b*\n </BackupServers>");
    }

    @Test
    void the_deployment_manager_and_servers_without_a_route_stay() {
        PluginConfig config = PluginFixtures.generated();

        assertThat(RoutingEdit.findings(config, GENERATED, Proof.BY_CLONE_ID)).isEmpty();
        assertThat(switched(config, GENERATED)).contains("<Server Name=\"cnxCellManager01_dmgr\"/>");
    }

    @Test
    void a_server_of_its_own_that_users_reach_is_refused_by_name() {
        PluginConfig config = bent(
                PluginFixtures.generated(),
                text -> text.replace(
                        "   <RequestMetrics",
                        "   <Route ServerCluster=\"server1_cnxNode01_Cluster\"/>\n<RequestMetrics"));

        assertThat(problems(config, GENERATED))
                .containsExactly("cluster server1_cnxNode01_Cluster has one member, cnxNode01_server1");
        assertThatThrownBy(() -> RoutingEdit.switchTo(config, GENERATED, Proof.BY_CLONE_ID))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageStartingWith(
                        "routing cannot be switched: /plugins/bent.xml (observed 1 obstacles, expected none)\n"
                                + "- line 101: cluster server1_cnxNode01_Cluster has one member, cnxNode01_server1. While ");
    }

    @Test
    void every_cluster_that_the_halves_do_not_cover_is_named() {
        assertThat(problems(
                        PluginFixtures.generated(),
                        new Halves(
                                Set.of("cnxNode01_apps_srv1", "cnxNode01_infra_srv1", "cnxNode02_infra_srv2"),
                                Set.of("cnxNode02_apps_srv2", "cnxNode01_push_srv1", "cnxNode02_push_srv2"))))
                .containsExactly(
                        "cluster InfraCluster has all its members in one half: cnxNode01_infra_srv1, cnxNode02_infra_srv2",
                        "cluster PushCluster has all its members in one half: cnxNode01_push_srv1, cnxNode02_push_srv2",
                        "cluster UtilCluster has members in neither half: cnxNode01_util_srv1, cnxNode02_util_srv2");
    }

    @Test
    void clone_ids_are_needed_only_where_they_are_the_proof() {
        PluginConfig without = bent(PluginFixtures.generated(), text -> text.replace("CloneID=\"a0d0o2apps\" ", ""));
        PluginConfig shared = bent(PluginFixtures.generated(), text -> text.replace("a0d0o2apps", "a0d0o1apps"));

        assertThat(problems(without, GENERATED))
                .containsExactly("cluster AppsCluster has members without clone id: cnxNode02_apps_srv2");
        assertThat(problems(shared, GENERATED))
                .containsExactly(
                        "cluster AppsCluster has a clone id that belongs to two members, one of them cnxNode02_apps_srv2");
        assertThat(RoutingEdit.findings(without, GENERATED, Proof.OTHERWISE)).isEmpty();
    }

    @Test
    void a_serving_half_that_takes_no_sessions_is_refused() {
        PluginConfig config = bent(
                PluginFixtures.generated(),
                text -> text.replaceFirst("LoadBalanceWeight=\"2\"", "LoadBalanceWeight=\"0\""));

        assertThat(problems(config, GENERATED))
                .containsExactly("cluster AppsCluster has no member in the serving half that takes new sessions");
        assertThat(problems(config, GENERATED.turned())).isEmpty();
    }

    @Test
    void a_member_that_somebody_took_out_of_the_lists_is_not_put_back_in_silence() {
        PluginConfig config = bent(
                PluginFixtures.generated(),
                text -> text.replaceFirst("<Server Name=\"cnxNode02_apps_srv2\"/>", "<!-- out -->"));

        assertThat(problems(config, GENERATED))
                .containsExactly("cluster AppsCluster has members in neither list: cnxNode02_apps_srv2");
    }

    @Test
    void a_file_without_routes_is_refused() {
        assertThat(problems(cluster(""), AB)).isEmpty();
        PluginConfig config = bent(cluster(""), text -> text.replaceAll("<Route.*?/>", ""));

        assertThat(problems(config, AB)).containsExactly("no route leads to a cluster, so there is nothing to switch");
    }

    @Test
    void halves_that_overlap_or_are_empty_are_no_halves() {
        assertThatThrownBy(() -> new Halves(Set.of("a"), Set.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Halves(Set.of(), Set.of("b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Halves(Set.of("a"), Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> problems(PluginConfig config, Halves halves) {
        return RoutingEdit.findings(config, halves, Proof.BY_CLONE_ID).stream()
                .map(Finding::problem)
                .toList();
    }

    /** The lists of a cluster with servers a and b after a was made to serve; an asterisked name is its list entry. */
    private static String rewritten(String lists) {
        String after = switched(cluster(lists), AB);
        return after.substring(after.indexOf("|-->") + 4, after.indexOf("<!--|", after.indexOf("|-->")))
                .replaceAll("<Server Name=\"(.)\"/>", "*$1*");
    }

    private static PluginConfig cluster(String lists) {
        String server = "<Server Name=\"%1$s\" CloneID=\"%1$s\"><Transport Port=\"1\"/></Server>";
        return PluginConfig.parse(
                "/p",
                ("<Config><ServerCluster Name=\"c\">" + server.formatted("a") + server.formatted("b") + "<!--|-->"
                                + lists.replaceAll("\\*(.)\\*", "<Server Name=\"$1\"/>")
                                + "<!--|--></ServerCluster><Route ServerCluster=\"c\"/></Config>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static PluginConfig bent(PluginConfig config, UnaryOperator<String> bend) {
        String before = text(config.bytes());
        String after = bend.apply(before);
        assertThat(after).isNotEqualTo(before);
        return PluginConfig.parse("/plugins/bent.xml", after.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String switched(PluginConfig config, Halves halves) {
        FileEdit edit = RoutingEdit.switchTo(config, halves, Proof.BY_CLONE_ID);
        assertThat(edit.path()).isEqualTo(config.path());
        assertThat(edit.before()).isEqualTo(config.bytes());
        return text(edit.after());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
