package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.cnxrunbooks.engine.ScriptedRun;
import org.cnxrunbooks.engine.ScriptedRun.Answer;
import org.cnxrunbooks.engine.ScriptedRun.Asked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real models, from the request to each of their ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IfixProcessTest {

    private static final List<String> MODELS = List.of("ifix", "renew-half", "switch-traffic");
    private static final String FAR = "2999-01-01T00:00:00Z";
    private static final String PAST = "2026-01-01T00:00:00Z";

    private static final String DRAIN = "subProcess_drainHalf";
    private static final String RENEW = "subProcess_renewMembers";
    private static final String SWITCH = "subProcess_switchWebServers";
    private static final String RESTORE = "subProcess_restoreHalves";
    private static final String WATCH = "serviceTask_watchService";
    private static final String DECIDE = "userTask_decideOnFailures";
    private static final String JUDGE = "serviceTask_judgeRollBack";
    private static final String REPORT = "serviceTask_reportInterimFix";

    private static final List<String> AGENTS = List.of("serviceTask_stopAgentsOfOtherHalf");
    private static final List<String> MOVED = List.of("serviceTask_switchRouting", "serviceTask_verifyRouting");
    private static final List<String> DRAINED = List.of("serviceTask_drainMembers", "serviceTask_stopMembers");
    private static final List<String> STARTED = List.of(
            "serviceTask_syncNodes", "serviceTask_clearTemp", "serviceTask_startMembers", "serviceTask_verifyHalf");
    private static final List<String> RESTORED = joined(
            List.of("serviceTask_startStoppedMembers", "serviceTask_startStoppedAgents"), MOVED, List.of(REPORT));
    private static final List<String> CLOSING =
            joined(MOVED, DRAINED, List.of("serviceTask_startAgentsOfHalf"), STARTED);

    private static final Answer DONE = Answer.of(Map.of());
    private static final Answer OUTDATED = new Answer(Map.of(), "planOutdated");
    private static final Map<String, Answer> DEFAULTS = Map.ofEntries(
            Map.entry("serviceTask_planInterimFix", Answer.of(plan(PAST))),
            Map.entry(
                    "userTask_approveInterimFix",
                    Answer.of(Map.of("fixApproved", true, "unsupportedMethodAccepted", true))),
            Map.entry(WATCH, Answer.LEAVE),
            Map.entry(DECIDE, Answer.of("failureDecision", "wait")),
            Map.entry(JUDGE, judged(false, "first")),
            Map.entry(REPORT, reported("installed", 0)));

    private static ProcessEngine engine;

    private final ScriptedRun run =
            new ScriptedRun(engine, "ifix", Map.of("cellName", "test", "changeReference", "test"), DEFAULTS);

    @BeforeAll
    static void startEngine() {
        engine = ScriptedRun.engine("ifix-process", MODELS);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void a_fix_without_a_hitch_is_installed_half_by_half() {
        run.toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(steps())
                .containsExactlyElementsOf(joined(
                        List.of("serviceTask_planInterimFix", "userTask_approveInterimFix", "serviceTask_checkPlan"),
                        opening("serviceTask_installFix"),
                        CLOSING,
                        MOVED,
                        List.of(REPORT)));
        assertThat(run.passed()).contains("event_windowBegun", "endEvent_bothHalvesServed");
    }

    @Test
    void each_part_is_told_which_half_it_is_at_and_which_one_rests() {
        run.toItsEnd();
        assertThat(seen("serviceTask_stopAgentsOfOtherHalf", "half")).containsExactly("first");
        assertThat(seen("serviceTask_switchRouting", "restingHalf")).containsExactly("first", "second", "none");
        assertThat(seen("serviceTask_verifyRouting", "restingHalf")).containsExactly("first", "second", "none");
        for (String step : joined(DRAINED, STARTED)) {
            assertThat(seen(step, "half")).as(step).containsExactly("first", "second");
            assertThat(seen(step, "turn")).as(step).containsExactly("opening", "closing");
            assertThat(seen(step, "planDigest")).as(step).containsOnly("abc");
        }
    }

    @Test
    void what_the_parts_found_out_comes_back_to_the_run() {
        run.bend("serviceTask_drainMembers", Answer.of("drainText", "first drained"))
                .bend("serviceTask_drainMembers", Answer.of("drainText", "second drained"))
                .bend("serviceTask_verifyRouting", Answer.of("routingTable", "of the first"))
                .bend("serviceTask_verifyHalf", Answer.failure(RENEW))
                .bend("serviceTask_recordFailureDecision", Answer.of("decisionCount", 1L))
                .toItsEnd();
        assertThat(seen("serviceTask_switchRouting", "decisionCount")).containsExactly(0L, 1L, 1L, 1L);
        assertThat(seen(REPORT, "drainText")).containsExactly("second drained");
        assertThat(seen(REPORT, "routingTable")).containsExactly("of the first");
        assertThat(seen(REPORT, "decisionCount")).containsExactly(1L);
    }

    @Test
    void failed_requests_are_not_hidden_behind_an_installed_fix() {
        run.bend(REPORT, reported("installed", 3)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalledWithFailures");
    }

    @Test
    void an_outcome_that_nobody_knows_is_no_installed_fix() {
        run.bend(REPORT, reported("elsewhere", 0)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
    }

    @Test
    void a_refused_plan_asks_nobody() {
        run.bend("serviceTask_planInterimFix", Answer.refusal()).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRefused");
        assertThat(steps()).containsExactly("serviceTask_planInterimFix");
    }

    @Test
    void a_rejected_fix_touches_nothing() {
        run.bend(
                        "userTask_approveInterimFix",
                        Answer.of(Map.of("fixApproved", false, "unsupportedMethodAccepted", true)))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).doesNotContain("event_windowBegun", "subProcess_keepUsersServed");
    }

    @Test
    void an_approval_that_does_not_accept_the_unsupported_method_is_none() {
        run.bend(
                        "userTask_approveInterimFix",
                        Answer.of(Map.of("fixApproved", true, "unsupportedMethodAccepted", false)))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).doesNotContain("event_windowBegun", "subProcess_keepUsersServed");
    }

    @Test
    void an_approval_that_says_nothing_of_the_method_does_not_start() {
        run.bend("userTask_approveInterimFix", Answer.of("fixApproved", true)).begin();
        assertThatThrownBy(run::turn)
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("unsupportedMethodAccepted");
        assertThat(run.isRunning()).isTrue();
        assertThat(run.passed()).doesNotContain("event_windowBegun", "subProcess_keepUsersServed");
    }

    @Test
    void nothing_is_changed_before_the_window_begins() {
        run.bend("serviceTask_planInterimFix", Answer.of(plan(FAR))).begin();
        for (int i = 0; i < 5; i++) {
            run.turn();
        }
        assertThat(run.passed()).contains("event_windowBegun").doesNotContain("serviceTask_checkPlan");
        assertThat(run.isRunning()).isTrue();
    }

    @Test
    void an_outdated_plan_is_made_and_approved_anew() {
        run.bend("serviceTask_checkPlan", OUTDATED).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(steps())
                .startsWith(
                        "serviceTask_planInterimFix",
                        "userTask_approveInterimFix",
                        "serviceTask_checkPlan",
                        "serviceTask_planInterimFix",
                        "userTask_approveInterimFix",
                        "serviceTask_checkPlan",
                        "serviceTask_stopAgentsOfOtherHalf");
    }

    @Test
    void an_outdated_plan_is_not_carried_by_the_approval_of_before() {
        run.bend("serviceTask_checkPlan", OUTDATED)
                .bend(
                        "userTask_approveInterimFix",
                        Answer.of(Map.of("fixApproved", true, "unsupportedMethodAccepted", true)))
                .bend("userTask_approveInterimFix", Answer.of("fixApproved", false))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).doesNotContain("subProcess_keepUsersServed");
    }

    @Test
    void the_watch_goes_on_until_the_last_change_and_is_taken_away_then() {
        run.begin();
        turnUntil(() -> steps().contains("serviceTask_verifyHalf"));
        assertThat(openWatches()).isEqualTo(1);
        turnUntil(() -> !run.isRunning());
        assertThat(run.passed())
                .containsSubsequence(WATCH, "endEvent_bothHalvesServed", REPORT)
                .doesNotContain("endEvent_watchEnded")
                .filteredOn(WATCH::equals)
                .hasSize(1);
        assertThat(run.cancelled()).containsExactly(WATCH);
        assertThat(openWatches()).isZero();
    }

    @Test
    void users_are_watched_before_anything_is_changed() {
        run.bend("serviceTask_stopAgentsOfOtherHalf", Answer.LEAVE).begin();
        turnUntil(() -> run.passed().contains("serviceTask_stopAgentsOfOtherHalf"));
        assertThat(openWatches()).isEqualTo(1);
        assertThat(steps()).endsWith("serviceTask_checkPlan");
    }

    @Test
    void a_watch_that_ends_early_does_not_end_the_change() {
        run.bend(WATCH, DONE).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed()).containsSubsequence("endEvent_watchEnded", "endEvent_bothHalvesServed");
        assertThat(steps()).containsAll(CLOSING);
        assertThat(run.cancelled()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stopAgentsOfOtherHalf, subProcess_drainHalf,    wait",
        "drainMembers,          subProcess_drainHalf,    goOn",
        "stopMembers,           subProcess_drainHalf,    wait",
        "startAgentsOfHalf,     subProcess_renewMembers, wait",
        "installFix,            subProcess_renewMembers, wait",
        "clearTemp,             subProcess_renewMembers, goOn",
        "verifyHalf,            subProcess_renewMembers, wait"
    })
    void a_step_of_the_first_half_that_fails_is_decided_on_and_the_half_drained_again(
            String step, String phase, String decision) {
        run.bend("serviceTask_" + step, Answer.failure(phase))
                .bend(DECIDE, Answer.of("failureDecision", decision))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(steps())
                .containsSequence(joined(
                        List.of("serviceTask_" + step, DECIDE, "serviceTask_recordFailureDecision"),
                        opening("serviceTask_installFix"),
                        CLOSING))
                .doesNotContain(JUDGE);
        assertDecision(phase, "first", decision);
    }

    @ParameterizedTest
    @CsvSource({
        "drainMembers,      subProcess_drainHalf,    goOn",
        "stopMembers,       subProcess_drainHalf,    wait",
        "startAgentsOfHalf, subProcess_renewMembers, wait",
        "clearTemp,         subProcess_renewMembers, goOn",
        "startMembers,      subProcess_renewMembers, wait"
    })
    void a_step_of_the_second_half_that_fails_is_decided_on_and_the_half_drained_again(
            String step, String phase, String decision) {
        run.bend("serviceTask_" + step, DONE)
                .bend("serviceTask_" + step, Answer.failure(phase))
                .bend(DECIDE, Answer.of("failureDecision", decision))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(steps())
                .containsSequence(joined(
                        List.of("serviceTask_" + step, DECIDE, "serviceTask_recordFailureDecision"),
                        CLOSING,
                        MOVED,
                        List.of(REPORT)))
                .doesNotContain(JUDGE);
        assertThat(steps()).filteredOn("serviceTask_installFix"::equals).hasSize(1);
        assertThat(steps()).filteredOn(AGENTS.get(0)::equals).hasSize(1);
        assertDecision(phase, "second", decision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_switchRouting", "serviceTask_verifyRouting"})
    void traffic_that_does_not_move_to_the_second_half_is_decided_on(String step) {
        run.bend(step, Answer.failure(SWITCH)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed()).contains("endEvent_trafficNotMoved", "boundaryEvent_stepFailed");
        assertThat(steps())
                .containsSequence(joined(
                        List.of(step, DECIDE, "serviceTask_recordFailureDecision"),
                        opening("serviceTask_installFix"),
                        CLOSING));
        assertDecision(SWITCH, "first", "wait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_switchRouting", "serviceTask_verifyRouting"})
    void traffic_that_does_not_move_to_the_first_half_is_decided_on(String step) {
        run.bend(step, DONE).bend(step, Answer.failure(SWITCH)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed()).contains("endEvent_trafficNotMoved", "boundaryEvent_stepFailed");
        assertThat(steps())
                .containsSequence(joined(List.of(step, DECIDE, "serviceTask_recordFailureDecision"), CLOSING, MOVED));
        assertDecision(SWITCH, "second", "wait");
    }

    @ParameterizedTest
    @CsvSource({
        "serviceTask_stopAgentsOfOtherHalf, subProcess_drainHalf",
        "serviceTask_verifyRouting,         subProcess_switchWebServers",
        "serviceTask_startAgentsOfHalf,     subProcess_renewMembers"
    })
    void before_the_installer_was_started_a_roll_back_restores_halves_and_routing(String step, String phase) {
        run.bend(step, Answer.failure(phase))
                .bend(DECIDE, Answer.of(Map.of("failureDecision", "rollBack", "decisionReason", "too late")))
                .bend(REPORT, reported("rolledBack", 0))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(run.passed()).contains("boundaryEvent_rollBackDecided", "endEvent_cellRunningAsBefore");
        assertThat(steps())
                .containsSequence(joined(List.of(step, DECIDE, JUDGE), RESTORED))
                .doesNotContain(
                        "serviceTask_installFix", "serviceTask_rollBackFix", "serviceTask_recordFailureDecision");
        assertThat(seen(JUDGE, "half")).containsExactly("first");
        assertThat(seen(JUDGE, "failedPhase")).containsExactly(phase);
        assertThat(seen(JUDGE, "decisionReason")).containsExactly("too late");
        assertThat(seen("serviceTask_switchRouting", "restingHalf")).endsWith("none");
        assertThat(seen(REPORT, "fixAction")).containsExactly("restore");
        assertThat(run.cancelled()).contains(WATCH);
    }

    @Test
    void after_the_installer_was_started_the_fix_is_taken_back_on_the_half_that_rests_first() {
        run.bend("serviceTask_verifyHalf", Answer.failure(RENEW))
                .bend(DECIDE, Answer.of("failureDecision", "rollBack"))
                .bend(JUDGE, judged(true, "first"))
                .bend(REPORT, reported("rolledBack", 0))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(steps())
                .containsSequence(joined(
                        List.of("serviceTask_verifyHalf", DECIDE, JUDGE),
                        opening("serviceTask_rollBackFix"),
                        CLOSING,
                        MOVED,
                        List.of(REPORT)));
        assertThat(seen(JUDGE, "half")).containsExactly("first");
        assertTakenBack("first", "second");
    }

    @ParameterizedTest
    @CsvSource({"serviceTask_stopMembers, subProcess_drainHalf", "serviceTask_verifyHalf, subProcess_renewMembers"})
    void from_the_second_half_on_the_way_back_goes_through_the_halves_in_exchange(String step, String phase) {
        run.bend(step, DONE)
                .bend(step, Answer.failure(phase))
                .bend(DECIDE, Answer.of("failureDecision", "rollBack"))
                .bend(JUDGE, judged(true, "second"))
                .bend(REPORT, reported("rolledBack", 0))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(run.passed()).contains("boundaryEvent_secondRollBackDecided");
        assertThat(steps())
                .containsSequence(joined(
                        List.of(step, DECIDE, JUDGE),
                        opening("serviceTask_rollBackFix"),
                        CLOSING,
                        MOVED,
                        List.of(REPORT)));
        assertThat(seen(JUDGE, "half")).containsExactly("second");
        assertThat(seen("serviceTask_switchRouting", "restingHalf"))
                .containsExactly("first", "second", "second", "first", "none");
        assertTakenBack("second", "first");
    }

    @Test
    void a_step_of_the_way_back_that_fails_is_decided_on_and_tried_again() {
        run.bend("serviceTask_verifyHalf", Answer.failure(RENEW))
                .bend(DECIDE, Answer.of("failureDecision", "rollBack"))
                .bend(JUDGE, judged(true, "first"))
                .bend("serviceTask_rollBackFix", Answer.failure(RENEW))
                .bend(REPORT, reported("rolledBack", 0))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(steps())
                .containsSequence(joined(
                        List.of("serviceTask_rollBackFix", DECIDE, "serviceTask_recordFailureDecision"),
                        opening("serviceTask_rollBackFix"),
                        CLOSING));
        assertThat(steps()).filteredOn(JUDGE::equals).hasSize(1);
    }

    @Test
    void an_answer_nobody_knows_rolls_back() {
        run.bend("serviceTask_stopMembers", Answer.failure(DRAIN))
                .bend(DECIDE, Answer.of("failureDecision", "elsewhere"))
                .bend(REPORT, reported("rolledBack", 0))
                .toItsEnd();
        assertThat(steps()).containsSequence(joined(List.of(DECIDE, JUDGE), RESTORED));
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_switchRouting", "serviceTask_verifyRouting"})
    void routing_that_cannot_be_restored_is_put_before_a_person_and_restored(String step) {
        run.bend(step, DONE).bend(step, DONE).bend(step, Answer.failure(SWITCH)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed()).contains("boundaryEvent_routingStepFailed");
        assertThat(steps()).endsWith(joined(List.of(step, DECIDE), RESTORED).toArray(new String[0]));
        assertThat(seen(DECIDE, "failedPhase")).containsExactly(SWITCH);
        assertThat(seen("serviceTask_switchRouting", "restingHalf")).containsExactly("first", "second", "none", "none");
        assertThat(run.cancelled()).contains(WATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_startStoppedMembers", "serviceTask_startStoppedAgents"})
    void halves_that_cannot_be_restored_are_put_before_a_person_and_restored(String step) {
        run.bend("serviceTask_drainMembers", Answer.failure(DRAIN))
                .bend(DECIDE, Answer.of("failureDecision", "rollBack"))
                .bend(step, Answer.failure(RESTORE))
                .bend(REPORT, reported("rolledBack", 1))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(run.passed()).contains("boundaryEvent_halvesStepFailed");
        assertThat(steps()).endsWith(joined(List.of(step, DECIDE), RESTORED).toArray(new String[0]));
        assertThat(seen(DECIDE, "failedPhase")).containsExactly(DRAIN, RESTORE);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void every_node_of_the_models_was_seen_by_the_tests_above() {
        Set<String> nodes = new TreeSet<>();
        for (ProcessDefinition definition :
                engine.getRepositoryService().createProcessDefinitionQuery().list()) {
            engine.getRepositoryService()
                    .getBpmnModelInstance(definition.getId())
                    .getModelElementsByType(FlowNode.class)
                    .forEach(node -> nodes.add(definition.getKey() + "/" + node.getId()));
        }
        assertThat(nodes).hasSizeGreaterThan(60);
        engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
                .map(entered -> entered.getProcessDefinitionKey() + "/" + entered.getActivityId())
                .forEach(nodes::remove);
        assertThat(nodes).as("nodes that no test enters").isEmpty();
    }

    private void assertDecision(String phase, String half, String decision) {
        assertThat(seen(DECIDE, "failedPhase")).containsExactly(phase);
        assertThat(seen(DECIDE, "half")).containsExactly(half);
        assertThat(seen("serviceTask_recordFailureDecision", "half")).containsExactly(half);
        assertThat(seen("serviceTask_recordFailureDecision", "failureDecision")).containsExactly(decision);
    }

    private void assertTakenBack(String opening, String closing) {
        assertThat(seen("serviceTask_rollBackFix", "half")).containsExactly(opening);
        assertThat(seen("serviceTask_rollBackFix", "fixAction")).containsExactly("takeBack");
        assertThat(seen("serviceTask_stopAgentsOfOtherHalf", "half")).endsWith(opening);
        assertThat(seen("serviceTask_verifyHalf", "half")).endsWith(opening, closing);
        assertThat(steps()).filteredOn("serviceTask_installFix"::equals).hasSize(1);
        assertThat(run.passed()).doesNotContain(RESTORE);
        assertThat(run.cancelled()).contains(WATCH);
    }

    private void turnUntil(BooleanSupplier reached) {
        for (int i = 0; !reached.getAsBoolean(); i++) {
            assertThat(i).as("turns, passed: %s", steps()).isLessThan(100);
            run.turn();
        }
    }

    private List<String> steps() {
        return run.asked().stream().map(Asked::element).toList();
    }

    /** What a variable was each time that element was asked. */
    private List<Object> seen(String element, String variable) {
        List<Object> values = new ArrayList<>();
        run.asked().stream()
                .filter(asked -> asked.element().equals(element))
                .forEach(asked -> values.add(asked.variables().get(variable)));
        return values;
    }

    private long openWatches() {
        return engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(run.instance().getId())
                .activityId(WATCH)
                .count();
    }

    /** A whole turn in which the fix is changed. */
    private static List<String> opening(String change) {
        return joined(AGENTS, MOVED, DRAINED, List.of("serviceTask_startAgentsOfHalf", change), STARTED);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        return List.of(parts).stream().flatMap(List::stream).toList();
    }

    private static Map<String, Object> plan(String start) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("planDigest", "abc");
        plan.put("windowStart", start);
        plan.put("openingHalf", "first");
        plan.put("closingHalf", "second");
        plan.put("fixAction", "install");
        plan.put("decisionCount", 0L);
        return plan;
    }

    private static Answer judged(boolean installerStarted, String reached) {
        return Answer.of(Map.of(
                "installerStarted",
                installerStarted,
                "fixAction",
                installerStarted ? "takeBack" : "restore",
                "openingHalf",
                reached,
                "closingHalf",
                reached.equals("first") ? "second" : "first"));
    }

    private static Answer reported(String outcome, long failures) {
        return Answer.of(Map.of("fixOutcome", outcome, "requestCount", 1000L, "failedRequests", failures));
    }
}
