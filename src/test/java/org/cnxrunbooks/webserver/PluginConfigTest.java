package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginConfigTest {

    private static final String SERVER = "<Server Name=\"a\"/>";

    @Test
    void a_file_of_the_deployment_manager_is_read() {
        PluginConfig config = PluginFixtures.generated();

        assertThat(config.refreshInterval()).isEqualTo(60);
        assertThat(config.clusters())
                .extracting(PluginCluster::name)
                .containsExactly(
                        "AppsCluster",
                        "InfraCluster",
                        "PushCluster",
                        "UtilCluster",
                        "dmgr_cnxCellManager01_Cluster",
                        "server1_cnxNode01_Cluster");
        PluginCluster apps = config.clusters().get(0);
        assertThat(apps.line()).isEqualTo(15);
        assertThat(apps.primaries())
                .isEqualTo(new ServerList(30, List.of("cnxNode01_apps_srv1", "cnxNode02_apps_srv2")));
        assertThat(apps.backups()).isNull();
        assertThat(apps.servers().get(0).cloneId()).isEqualTo("a0d0o1apps");
        assertThat(apps.servers().get(0).weight()).isEqualTo(2);
        assertThat(apps.servers().get(0).transports())
                .containsExactly(
                        new PluginTransport("was1.example.com", "9080", "http"),
                        new PluginTransport("was1.example.com", "9443", "https"));
        assertThat(config.clusters().get(4).partitionTable()).isTrue();
        assertThat(config.clusters().get(4).reachable()).isFalse();
        assertThat(config.routesTo(apps))
                .containsExactly(new PluginRoute(
                        111,
                        "AppsCluster",
                        List.of(
                                new PluginUri("/activities/*", "JSESSIONID"),
                                new PluginUri("/files/*", "JSESSIONID"),
                                new PluginUri("/profiles/*", "JSESSIONID")),
                        List.of("*:9080", "*:80", "*:443")));
    }

    @Test
    void a_file_with_roles_is_read() {
        PluginConfig config = PluginFixtures.roles();

        assertThat(config.refreshInterval()).isEqualTo(86400);
        assertThat(config.clusters())
                .extracting(PluginCluster::primaries, PluginCluster::backups)
                .containsExactly(
                        tuple(
                                new ServerList(11, List.of("cnxNode01_apps_srv1")),
                                new ServerList(8, List.of("cnxNode02_apps_srv2"))),
                        tuple(
                                new ServerList(20, List.of("cnxNode01_infra_srv1")),
                                new ServerList(21, List.of("cnxNode02_infra_srv2"))));
        assertThat(config.clusters())
                .extracting(PluginCluster::separatorChange, PluginCluster::retryInterval)
                .containsExactly(tuple(true, 30), tuple(false, 60));
        assertThat(config.routes())
                .containsExactly(
                        new PluginRoute(
                                16, "AppsCluster", List.of(new PluginUri("/files/*", "CNXSESSION")), List.of("*:443")),
                        new PluginRoute(
                                24, "InfraCluster", List.of(new PluginUri("/homepage/*", "JSESSIONID")), List.of()));
    }

    @Test
    void a_file_merged_by_hand_is_read_without_its_comments() {
        PluginConfig config = PluginFixtures.merged();

        assertThat(config.refreshInterval()).isEqualTo(-1);
        assertThat(config.clusters()).hasSize(1);
        assertThat(config.clusters().get(0).servers())
                .extracting(PluginServer::name, PluginServer::cloneId, one -> one.transports()
                        .size())
                .containsExactly(tuple("farm server 1", "farm-1.a", 3), tuple("farm server 2", "farm-2.a", 1));
        assertThat(config.clusters().get(0).primaries()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "utf-8,UTF-8", "ISO-8859-1,ISO-8859-1", "iso-8859-1,ISO-8859-1", ",UTF-8"})
    void a_name_is_decoded_as_declared(String declared, String encoding) {
        String declaration = declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>";
        byte[] bytes = (declaration + "<Config><ServerCluster Name=\"Büro\">" + SERVER + "</ServerCluster></Config>")
                .getBytes(Charset.forName(encoding));

        assertThat(PluginConfig.parse("/p", bytes).cluster("Büro")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><!-- \u00fc --><Config/>",
                "<?xml version=\"1.0\"?><!-- \u00fc --><Config/>",
                "<?xml version=\"1.0\" encoding=\"windows-1252\"?><Config/>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Config/>",
                "<?xml version=\"1.1\" encoding=\"UTF-8\"?><Config/>",
                "<?xml encoding=\"UTF-8\"?><Config/>",
                "\u00ef\u00bb\u00bf<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Config/>",
                "\u00fe\u00ff\0<\0C",
            })
    void an_unknown_or_broken_encoding_is_refused(String latin1) {
        assertThatThrownBy(() -> PluginConfig.parse("/p", latin1.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageStartingWith("plugin-cfg.xml is not understood: /p line 1 (observed ")
                .hasMessageContaining("HINT: nothing was changed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<!-- c -->",
                "<Config>",
                "<Config></config>",
                "<Config/><Config/>",
                "<Config/>x",
                "<Config>x</Config>",
                "<Config>&amp;</Config>",
                "<Config><![CDATA[ ]]></Config>",
                "<Config><?pi x?></Config>",
                "<?pi x?><Config/>",
                " <?xml version=\"1.0\"?><Config/>",
                "<!DOCTYPE Config><Config/>",
                "<!DOCTYPE c [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><Config a=\"&b;\"/>",
                "<!DOCTYPE c SYSTEM \"file:///etc/passwd\"><Config/>",
                "<Config a=\"&b;\"/>",
                "<Config a=\"&\"/>",
                "<Config a=\"&#0;\"/>",
                "<Config a=\"&#x110000;\"/>",
                "<Config a=\"<\"/>",
                "<Config a=\"1\" a=\"2\"/>",
                "<Config a=\"1\"b=\"2\"/>",
                "<Config a=1/>",
                "<Config a/>",
                "<Config a=\"1/>",
                "<Config/ >",
                "< Config/>",
                "<Config></Config/>",
                "<Config></Config a=\"\">",
                "<!-- a -- b --><Config/>",
                "<!-- a ---><Config/>",
                "<!-- a ><Config/>",
                "<Config a=\"\u0001\"/>",
                "<Config><x:y/></Config>",
                "<config/>",
                "<Plugin/>",
                "<Config RefreshInterval=\"soon\"/>",
                "<Config RefreshInterval=\"\"/>",
            })
    void what_is_no_plain_xml_of_the_plug_in_is_refused(String text) {
        refused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ServerCluster Name=\"c\"/>",
                "<ServerCluster><Server Name=\"a\"/></ServerCluster>",
                "<ServerCluster Name=\" \"><Server Name=\"a\"/></ServerCluster>",
                "<ServerCluster Name=\"&#99;\"><Server Name=\"a\"/></ServerCluster>",
                "<ServerCluster Name=\"c\"><Server Name=\"a&amp;b\"/></ServerCluster>",
                "<ServerCluster Name=\"c\"><Server/></ServerCluster>",
                "<ServerCluster Name=\"c\"><Server Name=\"a\" CloneID=\"\"/></ServerCluster>",
                "<ServerCluster Name=\"c\"><Server Name=\"a\" LoadBalanceWeight=\"two\"/></ServerCluster>",
                "<ServerCluster Name=\"c\" CloneSeparatorChange=\"yes\"><Server Name=\"a\"/></ServerCluster>",
                "<ServerCluster Name=\"c\"><Server Name=\"a\"/><Server Name=\"a\"/></ServerCluster>",
                "<Group><ServerCluster Name=\"c\"><Server Name=\"a\"/></ServerCluster></Group>",
                "<serverCluster Name=\"c\"><Server Name=\"a\"/></serverCluster>",
                "<Server Name=\"a\"/>",
                "<PrimaryServers/>",
                "<Route ServerCluster=\"c\"/>",
                "<Route/>",
                "<UriGroup Name=\"u\"/><UriGroup Name=\"u\"/>",
                "<VirtualHostGroup Name=\"v\"/><VirtualHostGroup Name=\"v\"/>",
            })
    void names_and_places_that_are_not_clear_are_refused(String inside) {
        refused("<Config>\n" + inside + "</Config>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PrimaryServers/><PrimaryServers/>",
                "<BackupServers/><PrimaryServers/><BackupServers/>",
                "<PrimaryServers><Server Name=\"x\"/></PrimaryServers>",
                "<PrimaryServers><Server Name=\"a\"/><Server Name=\"a\"/></PrimaryServers>",
                "<PrimaryServers><Server Name=\"a\"/></PrimaryServers><BackupServers><Server Name=\"a\"/></BackupServers>",
                "<PrimaryServers><Server/></PrimaryServers>",
                "<PrimaryServers><Server Name=\"a\" CloneID=\"1\"/></PrimaryServers>",
                "<PrimaryServers><Server Name=\"a\"><Property/></Server></PrimaryServers>",
                "<PrimaryServers><Property/></PrimaryServers>",
                "<PrimaryServers Name=\"p\"/>",
                "<primaryservers/>",
                "<Backupservers/>",
                "<PrimaryServers><PrimaryServers/></PrimaryServers>",
                "<Transport/>",
            })
    void lists_that_are_not_clear_are_refused(String lists) {
        refused("<Config><ServerCluster Name=\"c\"><Server Name=\"a\"/><Server Name=\"b\"/>" + lists
                + "</ServerCluster></Config>");
    }

    @Test
    void a_route_to_a_group_that_is_missing_or_empty_is_refused() {
        String cluster = "<ServerCluster Name=\"c\">" + SERVER + "</ServerCluster>";

        refused("<Config>" + cluster + "<Route ServerCluster=\"c\" UriGroup=\"u\"/></Config>");
        refused("<Config>" + cluster + "<UriGroup Name=\"u\"/><Route ServerCluster=\"c\" UriGroup=\"u\"/></Config>");
        refused("<Config>" + cluster + "<Route ServerCluster=\"c\" VirtualHostGroup=\"v\"/></Config>");
    }

    @Test
    void a_refusal_names_file_line_and_reason() {
        assertThatThrownBy(() -> parse("<!-- 1\r\n2\r3\n-->\n<Config>\r\n<!-- -->\t<![CDATA[]]></Config>"))
                .hasMessageStartingWith(
                        "plugin-cfg.xml is not understood: /p line 6 (observed <! … >, expected elements and comments only)");
        assertThatThrownBy(() -> parse("<Config>\n<ServerCluster Name=\"c\">" + SERVER + "\n"
                        + "<PrimaryServers>\n<Server Name=\"x\"/></PrimaryServers></ServerCluster></Config>"))
                .hasMessageStartingWith("plugin-cfg.xml is not understood: /p line 4 "
                        + "(observed unknown server x in PrimaryServers, expected a server of the cluster)");
    }

    @Test
    void more_levels_than_the_plug_in_knows_are_refused() {
        refused("<Config>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</Config>");
    }

    @Test
    void two_readings_agree_on_white_space_and_references() {
        parse("<Config\n a = 'x\r\ny\tz&#10;&#x41;&lt;&amp;amp;&apos;\"'\r/\n>".replace("/\n>", "/>"));
    }

    @Test
    void two_readings_that_differ_are_told_by_line() {
        XmlTrace one = new XmlTrace();
        XmlTrace other = new XmlTrace();
        one.opened(1, "Config", Map.of("a", "1"));
        other.opened(1, "Config", Map.of("a", "1"));
        one.commented(2, "x\r\ny");
        other.commented(2, "x\ny");
        assertThat(one.firstDifference(other)).isZero();

        other.closed(3, "Config");
        assertThat(one.firstDifference(other)).isEqualTo(3);
        one.closed(4, "config");
        assertThat(one.firstDifference(other)).isEqualTo(4);
    }

    @Test
    void a_file_that_two_readers_read_differently_is_refused() {
        XmlSource source = new XmlSource("/p", "<Config>\n<!-- <a/> --></Config>".getBytes(StandardCharsets.UTF_8));
        XmlSource other = new XmlSource("/p", "<Config>\n<a/></Config>".getBytes(StandardCharsets.UTF_8));

        XmlScanner.scan(source);
        assertThatThrownBy(() -> XmlScanner.scan(source, any -> JdkXml.trace(other)))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("/p line 2 (observed markup that two readers read differently");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Config><Config/>",
                "<!DOCTYPE c [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><Config a=\"&b;\"/>",
                "<!DOCTYPE c SYSTEM \"file:///etc/passwd\"><Config/>",
            })
    void the_parser_of_the_jdk_takes_no_document_type_even_alone(String text) {
        XmlSource source = new XmlSource("/p", text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> JdkXml.trace(source))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining("DOCTYPE");
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageMatching("(?s)plugin-cfg\\.xml is not understood: /p line [1-9].* \\(observed .*");
    }

    private static PluginConfig parse(String text) {
        return PluginConfig.parse("/p", text.getBytes(StandardCharsets.UTF_8));
    }
}
