package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.cnxrunbooks.engine.ScriptedRun;
import org.cnxrunbooks.engine.ScriptedRun.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The real model of the variant with downtime and the parts that it calls, from the request to each of its ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IfixWithDowntimeProcessTest {

    private static final List<String> MODELS =
            List.of("ifix-with-downtime", "plan-notice", "announce-notice", "raise-notice", "lower-notice");
    private static final List<String> COVERED = MODELS.subList(0, 2);
    private static final String FAR = "2999-01-01T00:00:00Z";
    private static final String PAST = "2026-01-01T00:00:00Z";
    private static final String WORK = "subProcess_renewCell";
    private static final Map<String, Answer> DEFAULTS = Map.ofEntries(
            Map.entry(
                    "serviceTask_planFixWithDowntime",
                    Answer.of(Map.of("planDigest", "fix", "half", "whole", "fixAction", "install"))),
            Map.entry("serviceTask_planNotice", Answer.of(notice(PAST, FAR))),
            Map.entry("userTask_approveNotice", Answer.of("noticeApproved", true)),
            Map.entry("userTask_approveFixWithDowntime", Answer.of("fixApproved", true)),
            Map.entry("userTask_decideOnRaise", Answer.of("raiseDecision", "giveUp")),
            Map.entry("userTask_decideOnFailures", Answer.of("failureDecision", "wait")),
            Map.entry("serviceTask_judgeWayBack", Answer.of("fixAction", "takeBack")),
            Map.entry("serviceTask_verifyWholeCell", Answer.of("fixOutcome", "installed")),
            Map.entry("serviceTask_checkNotice", Answer.of("filesAsWritten", true)));
    private static final Set<String> SEEN = Collections.synchronizedSet(new TreeSet<>());

    private static ProcessEngine engine;

    private final ScriptedRun run =
            new ScriptedRun(engine, "ifix-with-downtime", Map.of("cellName", "test", "windowStart", FAR), DEFAULTS);

    @BeforeAll
    static void startEngine() {
        engine = ScriptedRun.engine("ifix-with-downtime-process", MODELS);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @AfterEach
    void remember() {
        SEEN.addAll(run.passed());
    }

    @Test
    void a_run_without_a_hitch_ends_with_the_fix_installed_and_users_let_in() {
        run.toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_planFixWithDowntime",
                        "serviceTask_planNotice",
                        "userTask_approveNotice",
                        "userTask_approveFixWithDowntime",
                        "callActivity_announceWindow",
                        "event_windowBegun",
                        "serviceTask_checkDowntimePlan",
                        "serviceTask_raiseNotice",
                        "serviceTask_stopAllMembers",
                        "serviceTask_startAllAgents",
                        "serviceTask_installFixInOutage",
                        "serviceTask_clearAllTemp",
                        "serviceTask_syncAllNodes",
                        "serviceTask_startAllMembers",
                        "serviceTask_verifyWholeCell",
                        "serviceTask_lowerNotice",
                        "callActivity_announceService")
                .doesNotContain("userTask_decideOnFailures");
    }

    @Test
    void the_two_plans_stay_apart() {
        run.toItsEnd();
        assertThat(digests("serviceTask_announceNotice")).containsOnly("notice");
        assertThat(digests("serviceTask_raiseNotice")).containsOnly("notice");
        assertThat(digests("serviceTask_lowerNotice")).containsOnly("notice");
        assertThat(digests("userTask_approveNotice")).containsOnly("notice");
        assertThat(digests("userTask_approveFixWithDowntime")).containsOnly("fix");
        assertThat(digests("serviceTask_installFixInOutage")).containsOnly("fix");
    }

    @Test
    void a_refused_plan_asks_nobody() {
        run.bend("serviceTask_planFixWithDowntime", Answer.refusal()).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRefused");
        assertThat(run.passed()).doesNotContain("serviceTask_planNotice");
    }

    @Test
    void a_notice_that_cannot_be_planned_refuses_the_fix_and_says_why() {
        run.bend("serviceTask_planNotice", Answer.refusal()).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRefused");
        assertThat(run.passed()).doesNotContain("userTask_approveNotice", "userTask_approveFixWithDowntime");
        assertThat(variable("refusalReasons")).isEqualTo("bent");
    }

    @Test
    void a_rejected_notice_rejects_the_fix_and_tells_nobody() {
        run.bend("userTask_approveNotice", Answer.of("noticeApproved", false)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).doesNotContain("userTask_approveFixWithDowntime", "serviceTask_announceNotice");
    }

    @Test
    void a_rejected_fix_tells_nobody() {
        run.bend("userTask_approveFixWithDowntime", Answer.of("fixApproved", false))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).doesNotContain("serviceTask_announceNotice", "serviceTask_stopAllMembers");
    }

    @Test
    void an_approval_of_the_notice_that_comes_too_late_is_none() {
        run.bend("userTask_approveNotice", Answer.LEAVE).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).contains("boundaryEvent_approvalTooLate").doesNotContain("serviceTask_announceNotice");
    }

    @Test
    void an_approval_of_the_fix_that_comes_too_late_is_none() {
        run.bend("userTask_approveFixWithDowntime", Answer.LEAVE).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixRejected");
        assertThat(run.passed()).contains("boundaryEvent_approvalTooLate").doesNotContain("serviceTask_announceNotice");
    }

    @Test
    void nobody_is_shut_out_before_the_window_begins() {
        run.bend("serviceTask_planNotice", Answer.of(notice(FAR, FAR))).begin();
        for (int i = 0; i < 6; i++) {
            run.turn();
        }
        assertThat(run.passed())
                .contains("serviceTask_announceNotice", "event_windowBegun")
                .doesNotContain("serviceTask_checkDowntimePlan", "serviceTask_raiseNotice");
    }

    @Test
    void operators_are_told_when_users_are_shut_out_for_longer_than_planned() {
        run.bend("serviceTask_planNotice", Answer.of(notice(PAST, PAST))).toItsEnd();
        assertThat(run.passed()).contains("callActivity_announceOverrun", "endEvent_operatorsTold");
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
    }

    @Test
    void an_outdated_plan_withdraws_the_window_and_tells_users() {
        run.bend("serviceTask_checkDowntimePlan", new Answer(Map.of(), "planOutdated"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_windowWithdrawn");
        assertThat(run.passed())
                .contains("callActivity_announceWithdrawal")
                .doesNotContain("serviceTask_raiseNotice", "serviceTask_stopAllMembers");
        assertThat(variable("refusalReasons")).isEqualTo("bent");
    }

    @Test
    void a_notice_that_is_outdated_before_users_are_told_is_planned_and_approved_anew() {
        run.bend("serviceTask_checkNoticePlan", new Answer(Map.of(), "planOutdated"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed())
                .containsSubsequence(
                        "boundaryEvent_noticeOutdated",
                        "serviceTask_planFixWithDowntime",
                        "userTask_approveNotice",
                        "userTask_approveFixWithDowntime",
                        "serviceTask_announceNotice");
    }

    @Test
    void a_notice_that_is_outdated_when_the_window_begins_withdraws_it_before_anything_is_stopped() {
        run.bend("serviceTask_checkNoticePlan", Answer.of("planChanges", ""))
                .bend("serviceTask_checkNoticePlan", new Answer(Map.of("planChanges", "- other"), "planOutdated"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_windowWithdrawn");
        assertThat(run.passed()).doesNotContain("serviceTask_raiseNotice", "serviceTask_stopAllMembers");
        assertThat(variable("planChanges")).isEqualTo("- other");
    }

    @Test
    void a_notice_that_cannot_be_raised_withdraws_the_window_before_anything_is_stopped() {
        run.bend("serviceTask_raiseNotice", Answer.failure("subProcess_switchToNotice"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_windowWithdrawn");
        assertThat(run.passed())
                .containsSubsequence("serviceTask_rollBackNotice", "callActivity_announceWithdrawal")
                .doesNotContain("serviceTask_stopAllMembers");
    }

    @Test
    void a_failed_step_is_tried_again_as_a_person_decides() {
        run.bend("serviceTask_startAllMembers", Answer.failure(WORK)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_fixInstalled");
        assertThat(run.passed())
                .containsSubsequence(
                        "userTask_decideOnFailures",
                        "serviceTask_recordOutageDecision",
                        "serviceTask_stopAllMembers",
                        "serviceTask_startAllMembers",
                        "serviceTask_lowerNotice");
    }

    @Test
    void a_fix_is_taken_back_as_a_person_decides_and_users_are_let_in() {
        run.bend("serviceTask_installFixInOutage", Answer.failure(WORK))
                .bend("userTask_decideOnFailures", Answer.of("failureDecision", "rollBack"))
                .bend("serviceTask_verifyWholeCell", Answer.of("fixOutcome", "rolledBack"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_judgeWayBack",
                        "serviceTask_rollBackFixInOutage",
                        "serviceTask_syncAllNodes",
                        "serviceTask_startAllMembers",
                        "serviceTask_lowerNotice",
                        "callActivity_announceService");
    }

    @Test
    void before_the_installer_was_started_the_way_back_leaves_it_alone() {
        run.bend("serviceTask_stopAllMembers", Answer.failure(WORK))
                .bend("userTask_decideOnFailures", Answer.of("failureDecision", "rollBack"))
                .bend("serviceTask_judgeWayBack", Answer.of("fixAction", "restore"))
                .bend("serviceTask_verifyWholeCell", Answer.of("fixOutcome", "rolledBack"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
        assertThat(run.passed())
                .contains("serviceTask_startAllMembers", "serviceTask_lowerNotice")
                .doesNotContain("serviceTask_installFixInOutage", "serviceTask_rollBackFixInOutage");
    }

    @Test
    void a_way_back_that_fails_is_put_before_a_person_again() {
        run.bend("serviceTask_installFixInOutage", Answer.failure(WORK))
                .bend("userTask_decideOnFailures", Answer.of("failureDecision", "rollBack"))
                .bend("serviceTask_rollBackFixInOutage", Answer.failure(WORK))
                .bend("serviceTask_verifyWholeCell", Answer.of("fixOutcome", "rolledBack"))
                .toItsEnd();
        assertThat(run.passed())
                .filteredOn("serviceTask_rollBackFixInOutage"::equals)
                .hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_rolledBack");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void every_node_of_the_models_was_seen_by_the_tests_above() {
        Set<String> nodes = new TreeSet<>();
        for (String model : COVERED) {
            Bpmn.readModelFromStream(getClass().getResourceAsStream("/processes/" + model + ".bpmn"))
                    .getModelElementsByType(FlowNode.class)
                    .forEach(node -> nodes.add(node.getId()));
        }
        run.toItsEnd();
        SEEN.addAll(run.passed());
        nodes.removeAll(SEEN);
        assertThat(nodes).as("nodes that no test enters").isEmpty();
    }

    /** What lay before that element as the plan's digest, in each of the process instances that entered it. */
    private List<Object> digests(String element) {
        String key = run.instance().getBusinessKey();
        return engine.getHistoryService().createHistoricActivityInstanceQuery().activityId(element).list().stream()
                .filter(entered -> engine.getHistoryService()
                                .createHistoricProcessInstanceQuery()
                                .processInstanceId(entered.getProcessInstanceId())
                                .processInstanceBusinessKey(key)
                                .count()
                        == 1)
                .map(entered -> engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(entered.getProcessInstanceId())
                        .variableName("planDigest")
                        .singleResult()
                        .getValue())
                .toList();
    }

    private Object variable(String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(run.instance().getId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    private static Map<String, Object> notice(String start, String end) {
        return new HashMap<>(Map.of(
                "planDigest",
                "notice",
                "windowStart",
                start,
                "approvalEnd",
                start,
                "windowEnd",
                end,
                "windowText",
                "a window",
                "raiseDecision",
                ""));
    }
}
