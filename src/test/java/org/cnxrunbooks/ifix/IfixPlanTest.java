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
        assertThat(IfixFacts.changes(plan(server(DIGEST)), plan(server(DIGEST))))
                .isEmpty();
    }

    @Test
    void a_plan_comes_back_from_the_evidence_as_it_was() {
        IfixPlan plan = plan(server(DIGEST));
        IfixPlan read = Records.read(Records.write(plan), IfixPlan.class);
        assertThat(read).isEqualTo(plan);
        assertThat(IfixFacts.changes(read, plan)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fixIds,       'request, fixes:  (approved: LO66666)'",
        "fixes,        'fix LO66666, component: approved, is not there any more'",
        "applications, 'application Files: approved, is not there any more'",
        "clusters,     'clusters:  (approved: AppsCluster)'",
        "running,      'process Node1/s1: approved, is not there any more'",
        "archives,     'archive of Files, /Files.ear: approved, is not there any more'",
        "installed,    'installed fix LO100042: approved, is not there any more'",
        "servers,      'web server webserver1: approved, is not there any more'"
    })
    void a_list_that_became_shorter_is_told(String field, String change) {
        assertThat(changed(field, List.of())).contains(change);
    }

    @ParameterizedTest
    @CsvSource({
        "fixDirectory, /elsewhere, directory of the fixes",
        "drainLimit,   PT1S,       drain limit",
        "cell,         elsewhere,  cell",
        "errorBudget,  7,          error budget"
    })
    void another_request_is_told(String field, String value, String fact) {
        assertThat(changed(field, value)).singleElement().asString().startsWith("request, " + fact + ": " + value);
    }

    @Test
    void halves_in_exchange_are_told() {
        assertThat(changed("halves", Map.of("first", List.of("Node2"), "second", List.of("Node1"))))
                .containsExactly("half first: Node2 (approved: Node1)", "half second: Node1 (approved: Node2)");
    }

    @Test
    void another_file_of_the_fix_another_program_and_another_host_key_are_told() {
        IfixPlan plan = plan(server(DIGEST));
        Map<String, Object> fields = fields(plan);
        fields.put(
                "fixes", List.of(new IfixPlan.PlannedFix("LO66666", "files", "/fixes/LO66666.jar", "ef".repeat(32))));
        fields.put("programs", Map.of("/updateSilent.sh", "ef".repeat(32)));
        fields.put("machines", Map.of("dmgr", "root@192.0.2.9:22, ssh-ed25519 SHA256:other"));
        assertThat(IfixFacts.changes(plan, read(fields)))
                .containsExactly(
                        "fix LO66666, file /fixes/LO66666.jar: SHA-256 %s (approved: SHA-256 %s)"
                                .formatted("ef".repeat(32), DIGEST),
                        "host dmgr: root@192.0.2.9:22, ssh-ed25519 SHA256:other (approved: root@192.0.2.9:22, ssh-ed25519 SHA256:print)",
                        "program /updateSilent.sh: SHA-256 %s (approved: SHA-256 %s)"
                                .formatted("ef".repeat(32), DIGEST));
    }

    @Test
    void a_file_that_would_be_changed_otherwise_is_told() {
        assertThat(IfixFacts.changes(plan(server(DIGEST)), plan(server("ef".repeat(32)))))
                .singleElement()
                .asString()
                .startsWith("webserver1, copy /plugins/plugin-cfg-second.xml, first half at rest: SHA-256 efef");
    }

    @Test
    void another_command_is_told() {
        assertThat(changed("commands", List.of(new IfixPlan.PlannedCommand("dmgr", "Install fix", "other.sh"))))
                .containsExactly("commands: other.sh on dmgr (approved: 1 others)");
    }

    @Test
    void a_backup_that_is_gone_is_told() {
        assertThat(changed("customizationBackup", ""))
                .containsExactly("backup of the customization: backup-lab-20260313-210000 is not there any more");
    }

    @ParameterizedTest
    @CsvSource({"customizationBackup, backup-lab-20260315-210000", "changeReference, CHG-2", "starter, other"})
    void what_the_change_does_not_rest_on_is_no_difference(String field, String value) {
        assertThat(changed(field, value)).isEmpty();
    }

    @Test
    void words_for_people_are_no_difference() {
        assertThat(changed("notes", List.of())).isEmpty();
    }

    @Test
    void a_half_without_nodes_has_none() {
        assertThat(plan(server(DIGEST)).nodes(Half.FIRST)).containsExactly("Node1");
        Map<String, Object> fields = fields(plan(server(DIGEST)));
        fields.put("halves", Map.of("first", List.of("Node1")));
        assertThat(read(fields).nodes(Half.SECOND)).isEmpty();
    }

    private static List<String> changed(String field, Object value) {
        IfixPlan plan = plan(server(DIGEST));
        Map<String, Object> fields = fields(plan);
        assertThat(fields).containsKey(field);
        fields.put(field, value);
        IfixPlan other = read(fields);
        assertThat(other).isNotEqualTo(plan);
        return IfixFacts.changes(plan, other);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(IfixPlan plan) {
        return new HashMap<>(Records.read(Records.write(plan), Map.class));
    }

    private static IfixPlan read(Map<String, Object> fields) {
        return Records.read(Records.write(fields), IfixPlan.class);
    }

    private static IfixPlan.Server server(String copied) {
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
                        List.of(new IfixPlan.Copy("/plugins/plugin-cfg-second.xml", "", copied, "first rests")),
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
                Map.of("/updateSilent.sh", DIGEST),
                List.of("LO100042"),
                Map.of("dmgr", "root@192.0.2.9:22, ssh-ed25519 SHA256:print"),
                List.of(server),
                "backup-lab-20260313-210000",
                List.of(new IfixPlan.PlannedCommand("dmgr", "Install fix", "updateSilent.sh -fix")),
                List.of("generation is off"));
    }
}
