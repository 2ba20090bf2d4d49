package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.webserver.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfixPlanTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final IfixPlan.Target FIRST =
            new IfixPlan.Target("Node1_s1", "first", "Node1", "clone1", "was1", "9443", "https");
    private static final IfixPlan.Target SECOND =
            new IfixPlan.Target("Node2_s2", "second", "Node2", "clone2", "was2", "9443", "https");

    @Test
    void the_same_facts_read_again_are_no_difference() {
        assertThat(plan(server("first rests")).differences(plan(server("first rests"))))
                .isEmpty();
    }

    @Test
    void a_plan_comes_back_from_the_evidence_as_it_was() {
        IfixPlan plan = plan(server("first rests"));
        IfixPlan read = Records.read(Records.write(plan), IfixPlan.class);
        assertThat(read).isEqualTo(plan);
        assertThat(read.differences(plan)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fixIds,       request",
        "fixes,        fixes",
        "applications, applications",
        "clusters,     clusters",
        "running,      running processes",
        "archives,     archives",
        "servers,      web servers"
    })
    void a_list_that_became_shorter_is_named(String field, String part) {
        assertThat(changed(field, List.of())).containsExactly(part);
    }

    @ParameterizedTest
    @CsvSource({"fixDirectory, /elsewhere", "drainLimit, PT1S", "cell, elsewhere", "errorBudget, 7"})
    void another_request_is_named(String field, String value) {
        assertThat(changed(field, value)).containsExactly("request");
    }

    @Test
    void halves_in_exchange_are_named() {
        assertThat(changed("halves", Map.of("first", List.of("Node2"), "second", List.of("Node1"))))
                .containsExactly("halves");
    }

    @Test
    void a_line_that_would_be_changed_otherwise_makes_other_web_servers() {
        assertThat(plan(server("first rests")).differences(plan(server("first rests, and a comment"))))
                .containsExactly("web servers");
    }

    @Test
    void all_differences_are_named_at_once() {
        IfixPlan plan = plan(server("first rests"));
        Map<String, Object> fields = fields(plan);
        fields.put("running", List.of("Node1/s1"));
        fields.put("archives", List.of());
        fields.put("drainLimit", "PT1S");
        assertThat(plan.differences(read(fields))).containsExactly("running processes", "archives", "request");
    }

    @ParameterizedTest
    @CsvSource({"customizationBackup, backup-lab-20260315-210000", "changeReference, CHG-2", "starter, other"})
    void what_the_change_does_not_rest_on_is_no_difference(String field, String value) {
        assertThat(changed(field, value)).isEmpty();
    }

    @Test
    void words_for_people_are_no_difference() {
        assertThat(changed("notes", List.of())).isEmpty();
        assertThat(changed("commands", List.of())).isEmpty();
    }

    @Test
    void a_half_without_nodes_has_none() {
        assertThat(plan(server("first rests")).nodes(Half.FIRST)).containsExactly("Node1");
        Map<String, Object> fields = fields(plan(server("first rests")));
        fields.put("halves", Map.of("first", List.of("Node1")));
        assertThat(read(fields).nodes(Half.SECOND)).isEmpty();
    }

    private static List<String> changed(String field, Object value) {
        IfixPlan plan = plan(server("first rests"));
        Map<String, Object> fields = fields(plan);
        assertThat(fields).containsKey(field);
        fields.put(field, value);
        IfixPlan other = read(fields);
        assertThat(other).isNotEqualTo(plan);
        return plan.differences(other);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(IfixPlan plan) {
        return new HashMap<>(Records.read(Records.write(plan), Map.class));
    }

    private static IfixPlan read(Map<String, Object> fields) {
        return Records.read(Records.write(fields), IfixPlan.class);
    }

    private static IfixPlan.Server server(String diff) {
        return new IfixPlan.Server(
                "webserver1",
                "web",
                "IBM_HTTP_Server/9.0.5.25",
                "Syntax OK",
                new Endpoint("https", "192.0.2.1", 443, "connections.example.com"),
                List.of(new IfixPlan.Config("/plugins/plugin-cfg.xml", DIGEST, 60)),
                List.of(new IfixPlan.Route(
                        "/plugins/plugin-cfg.xml", "AppsCluster", "/files/", "JSESSIONID", List.of(FIRST, SECOND))),
                List.of(new IfixPlan.Switch(
                        "first",
                        List.of(new IfixPlan.Copy("/plugins/plugin-cfg-second.xml", "", DIGEST, diff)),
                        List.of(new IfixPlan.Edit("/conf/httpd.conf", DIGEST, "cd".repeat(32), "-a\n+b")))));
    }

    private static IfixPlan plan(IfixPlan.Server server) {
        return new IfixPlan(
                "ifix-lab-20260314-210000",
                "lab",
                "ops",
                "CHG-1",
                List.of("LO66666"),
                "/fixes",
                0,
                "PT15M",
                List.of(new IfixPlan.PlannedFix("LO66666", "files", "/fixes/LO66666.jar", DIGEST)),
                List.of("Files"),
                List.of("AppsCluster"),
                Map.of("first", List.of("Node1"), "second", List.of("Node2")),
                List.of("Node1/nodeagent", "Node1/s1", "Node2/nodeagent", "Node2/s2"),
                List.of(new IfixPlan.Archive("Files", "/Files.ear", DIGEST)),
                List.of(server),
                "backup-lab-20260313-210000",
                List.of(new IfixPlan.PlannedCommand("dmgr", "Install fix", "updateSilent.sh -fix")),
                List.of("generation is off"));
    }
}
