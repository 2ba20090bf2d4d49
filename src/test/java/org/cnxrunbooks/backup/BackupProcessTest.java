package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.init;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.reset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.cnxrunbooks.engine.ScriptedRun;
import org.cnxrunbooks.engine.ScriptedRun.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real model, from the request to each of its ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupProcessTest {

    private static final String PACK = "subProcess_packStoppedCell";
    private static final String START = "subProcess_startCell";
    private static final String EXPORT = "subProcess_exportIdentities";
    private static final List<String> STARTED =
            List.of("serviceTask_startDeploymentManager", "serviceTask_startNodeAgents", "serviceTask_startClusters");
    private static final Set<String> SEEN = Collections.synchronizedSet(new TreeSet<>());

    private static ProcessEngine engine;

    private static final Map<String, Answer> DEFAULTS = Map.of(
            "serviceTask_planBackup",
                    Answer.of(Map.of(
                            "startAt", "2026-01-01T00:00:00Z",
                            "contentManagerInstalled", true,
                            "failedPhase", "",
                            "backupVerdict", "unverified")),
            "userTask_approveBackupPlan", Answer.of("planApproved", true),
            "userTask_inspectRoleMappings", Answer.of("roleMappingsComplete", true),
            "userTask_inspectFilenetAdminRealm", Answer.of("filenetAdminRealm", "local"),
            "serviceTask_verifyBackup", Answer.of("backupVerdict", "verified"),
            "userTask_confirmServiceRestored", Answer.of("serviceRestored", true),
            "userTask_decideOnFailure", Answer.of("decision", "retry"));

    private final ScriptedRun run =
            new ScriptedRun(engine, "backup", Map.of("cellName", "test", "reason", "test"), DEFAULTS);

    @BeforeAll
    static void startEngine() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("backup-process");
        configuration.setJdbcUrl("jdbc:h2:mem:backup-process");
        configuration.setJobExecutorActivate(false);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("processes/backup.bpmn")
                .deploy();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void bind() {
        init(engine);
    }

    @AfterEach
    void remember() {
        SEEN.addAll(run.passed());
        reset();
    }

    @Test
    void a_backup_without_a_hitch_ends_verified() {
        run.toItsEnd();
        ProcessEngineTests.assertThat(run.instance()).isEnded();
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_planBackup",
                        "userTask_approveBackupPlan",
                        "event_startTimeReached",
                        "serviceTask_exportRoleMappings",
                        "userTask_inspectRoleMappings",
                        "serviceTask_lookUpFilenetAdmin",
                        "userTask_inspectFilenetAdminRealm",
                        "serviceTask_includeFileRegistry",
                        "serviceTask_checkBackupPlan",
                        "serviceTask_stopServers",
                        "serviceTask_stopNodeAgents",
                        "serviceTask_stopDeploymentManager",
                        "serviceTask_dumpDatabases",
                        "serviceTask_packContent",
                        "serviceTask_verifyBackup",
                        "serviceTask_startDeploymentManager",
                        "serviceTask_startNodeAgents",
                        "serviceTask_startClusters",
                        "userTask_confirmServiceRestored",
                        "endEvent_backupVerified");
        assertThat(run.passed()).contains("serviceTask_packInstallation").doesNotContain("userTask_decideOnFailure");
    }

    @Test
    void content_is_packed_only_when_databases_and_installation_are() {
        run.begin();
        while (!run.passed().contains("serviceTask_packInstallation")) {
            run.turn();
        }
        assertThat(run.passed()).contains("serviceTask_dumpDatabases").doesNotContain("serviceTask_packContent");
    }

    @Test
    void a_refused_plan_ends_the_run_before_anybody_is_asked() {
        run.bend("serviceTask_planBackup", Answer.refusal()).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_backupRefused");
        assertThat(run.passed()).doesNotContain("userTask_approveBackupPlan");
    }

    @Test
    void a_rejected_plan_touches_nothing() {
        run.bend("userTask_approveBackupPlan", Answer.of("planApproved", false)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_backupRejected");
        assertThat(run.passed()).doesNotContain(EXPORT, PACK, START);
    }

    @Test
    void an_approval_without_an_answer_is_no_approval() {
        run.bend("userTask_approveBackupPlan", Answer.of(Map.of())).begin();
        assertThatThrownBy(run::turn).isInstanceOf(ProcessEngineException.class).hasMessageContaining("planApproved");
        assertThat(run.isRunning()).isTrue();
        assertThat(run.passed()).doesNotContain(EXPORT);
    }

    @Test
    void nothing_begins_before_the_start_time() {
        run.bend(
                        "serviceTask_planBackup",
                        Answer.of(Map.of("startAt", "2999-01-01T00:00:00Z", "contentManagerInstalled", true)))
                .begin();
        for (int i = 0; i < 5; i++) {
            run.turn();
        }
        ProcessEngineTests.assertThat(run.instance()).isWaitingAt("event_startTimeReached");
        assertThat(run.passed()).doesNotContain(EXPORT);
    }

    @Test
    void a_plan_that_does_not_hold_any_more_is_made_and_approved_anew_before_anything_stops() {
        run.bend("serviceTask_checkBackupPlan", new Answer(Map.of(), "planOutdated"))
                .toItsEnd();
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_checkBackupPlan",
                        "boundaryEvent_planOutdated",
                        "serviceTask_planBackup",
                        "userTask_approveBackupPlan",
                        "serviceTask_exportRoleMappings",
                        "serviceTask_checkBackupPlan",
                        "serviceTask_stopServers");
        assertThat(run.passed()).filteredOn("serviceTask_stopServers"::equals).hasSize(1);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void incomplete_role_mappings_are_exported_again() {
        run.bend("userTask_inspectRoleMappings", Answer.of("roleMappingsComplete", false))
                .toItsEnd();
        assertThat(run.passed())
                .filteredOn("serviceTask_exportRoleMappings"::equals)
                .hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void without_content_manager_nobody_looks_for_its_user() {
        run.bend(
                        "serviceTask_planBackup",
                        Answer.of(Map.of(
                                "startAt", "2026-01-01T00:00:00Z",
                                "contentManagerInstalled", false,
                                "backupVerdict", "unverified")))
                .toItsEnd();
        assertThat(run.passed())
                .contains("endEvent_contentManagerAbsent")
                .doesNotContain("serviceTask_lookUpFilenetAdmin", "serviceTask_includeFileRegistry");
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void an_ldap_user_needs_no_file_registry() {
        run.bend("userTask_inspectFilenetAdminRealm", Answer.of("filenetAdminRealm", "ldap"))
                .toItsEnd();
        assertThat(run.passed())
                .contains("endEvent_fileRegistryNotNeeded")
                .doesNotContain("serviceTask_includeFileRegistry");
    }

    @Test
    void an_unknown_realm_counts_as_local_because_that_packs_more() {
        run.bend("userTask_inspectFilenetAdminRealm", Answer.of("filenetAdminRealm", "elsewhere"))
                .toItsEnd();
        assertThat(run.passed()).contains("serviceTask_includeFileRegistry");
    }

    @Test
    void an_export_that_failed_is_tried_again_before_anything_stops() {
        run.bend("serviceTask_lookUpFilenetAdmin", Answer.failure(EXPORT)).toItsEnd();
        assertThat(run.passed())
                .containsSubsequence(
                        "boundaryEvent_exportFailed",
                        "userTask_decideOnFailure",
                        "serviceTask_recordDecision",
                        "serviceTask_exportRoleMappings",
                        "serviceTask_stopServers");
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void a_dump_that_failed_calls_back_its_sibling_and_is_tried_again() {
        run.bend("serviceTask_dumpDatabases", Answer.failure(PACK)).toItsEnd();
        assertThat(run.cancelled()).contains("serviceTask_packInstallation");
        assertThat(run.passed())
                .filteredOn("serviceTask_packInstallation"::equals)
                .hasSize(2);
        assertThat(run.passed())
                .filteredOn("serviceTask_exportRoleMappings"::equals)
                .hasSize(1);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void a_skipped_step_is_recorded_and_the_run_goes_on() {
        run.bend("serviceTask_packContent", Answer.failure(PACK))
                .bend("userTask_decideOnFailure", Answer.of(Map.of("decision", "skip", "decisionReason", "moved")))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence("serviceTask_recordDecision", "serviceTask_packContent", START);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkBackupPlan",
                "stopServers",
                "stopNodeAgents",
                "stopDeploymentManager",
                "dumpDatabases",
                "packInstallation",
                "packContent",
                "verifyBackup"
            })
    void whatever_fails_after_the_stop_giving_up_starts_the_cell_again(String step) {
        run.bend("serviceTask_" + step, Answer.failure(PACK))
                .bend("userTask_decideOnFailure", Answer.of("decision", "giveUp"))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence(STARTED).contains("userTask_confirmServiceRestored");
        assertThat(run.end()).isEqualTo("endEvent_backupFailed");
    }

    @Test
    void an_answer_nobody_knows_counts_as_giving_up() {
        run.bend("serviceTask_dumpDatabases", Answer.failure(PACK))
                .bend("userTask_decideOnFailure", Answer.of("decision", "perhaps"))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence(STARTED).doesNotContain("serviceTask_recordDecision");
        assertThat(run.end()).isEqualTo("endEvent_backupFailed");
    }

    @Test
    void a_set_that_does_not_verify_ends_as_failed_with_the_service_restored() {
        run.bend("serviceTask_verifyBackup", Answer.of("backupVerdict", "incomplete"))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence(STARTED);
        assertThat(run.end()).isEqualTo("endEvent_backupFailed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startDeploymentManager", "startNodeAgents", "startClusters"})
    void a_start_that_failed_is_tried_again_without_packing_again(String step) {
        run.bend("serviceTask_" + step, Answer.failure(START)).toItsEnd();
        assertThat(run.passed()).contains("gateway_startFailed");
        assertThat(run.passed()).filteredOn(PACK::equals).hasSize(1);
        assertThat(run.passed()).filteredOn(START::equals).hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    void giving_up_a_start_means_starting_again() {
        run.bend("serviceTask_startClusters", Answer.failure(START))
                .bend("userTask_decideOnFailure", Answer.of("decision", "giveUp"))
                .toItsEnd();
        assertThat(run.passed()).filteredOn(START::equals).hasSize(2);
    }

    @Test
    void a_service_that_is_not_restored_is_started_again() {
        run.bend("userTask_confirmServiceRestored", Answer.of("serviceRestored", false))
                .toItsEnd();
        assertThat(run.passed()).filteredOn(START::equals).hasSize(2);
        assertThat(run.passed())
                .filteredOn("userTask_confirmServiceRestored"::equals)
                .hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_backupVerified");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void every_node_of_the_model_was_seen_by_the_tests_above() {
        run.toItsEnd();
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("backup")
                .singleResult()
                .getId();
        Set<String> nodes = new TreeSet<>();
        engine.getRepositoryService()
                .getBpmnModelInstance(definition)
                .getModelElementsByType(FlowNode.class)
                .forEach(node -> nodes.add(node.getId()));
        SEEN.addAll(run.passed());
        nodes.removeAll(SEEN);
        assertThat(nodes).as("nodes that no test enters").isEmpty();
    }
}
