package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.cnxrunbooks.engine.ScriptedRun;
import org.cnxrunbooks.engine.ScriptedRun.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The real models, from the request to each of their ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoticeProcessTest {

    private static final List<String> MODELS =
            List.of("maintenance-notice", "announce-notice", "raise-notice", "lower-notice");
    private static final Answer OUTDATED = new Answer(Map.of(), "planOutdated");
    private static final String FAR = "2999-01-01T00:00:00Z";
    private static final String PAST = "2026-01-01T00:00:00Z";
    private static final Map<String, Answer> DEFAULTS = Map.ofEntries(
            Map.entry("serviceTask_planNotice", Answer.of(plan("redirect", PAST, FAR, false))),
            Map.entry("userTask_confirmWebServerFree", Answer.of("webServerFree", true)),
            Map.entry("userTask_approveNotice", Answer.of("noticeApproved", true)),
            Map.entry("userTask_decideOnWindow", Answer.LEAVE),
            Map.entry("userTask_decideOnAnnouncement", Answer.of("announcementDecision", "retry")),
            Map.entry("userTask_decideOnRaise", Answer.of("raiseDecision", "retry")),
            Map.entry("userTask_confirmWorkFinished", Answer.of("workFinished", true)),
            Map.entry("userTask_decideOnOverrun", Answer.of("overrunDecision", "lower")),
            Map.entry("serviceTask_checkNotice", Answer.of("filesAsWritten", true)),
            Map.entry("userTask_confirmLowering", Answer.of("loweringConfirmed", true)),
            Map.entry("userTask_decideOnLowering", Answer.of("loweringDecision", "retry")));
    private static final Set<String> SEEN = Collections.synchronizedSet(new TreeSet<>());

    private static ProcessEngine engine;

    private final ScriptedRun run =
            new ScriptedRun(engine, "maintenance-notice", Map.of("cellName", "test", "reason", "test"), DEFAULTS);

    @BeforeAll
    static void startEngine() {
        engine = ScriptedRun.engine("notice-process", MODELS);
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
    void a_notice_without_a_hitch_ends_with_the_service_back() {
        run.toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_planNotice",
                        "userTask_approveNotice",
                        "callActivity_announceWindow",
                        "event_windowBegun",
                        "callActivity_raiseNotice",
                        "userTask_confirmWorkFinished",
                        "callActivity_lowerNotice",
                        "callActivity_announceService")
                .containsSubsequence(
                        "serviceTask_raiseNotice",
                        "serviceTask_proveNoticeRaised",
                        "serviceTask_checkNotice",
                        "serviceTask_lowerNotice",
                        "serviceTask_proveNoticeLowered")
                .doesNotContain("userTask_confirmWebServerFree", "userTask_confirmLowering");
    }

    @Test
    void a_refused_plan_asks_nobody() {
        run.bend("serviceTask_planNotice", new Answer(Map.of("windowAnnounced", false), "planRefused"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeRefused");
        assertThat(run.passed()).doesNotContain("userTask_approveNotice");
    }

    @Test
    void what_changed_after_the_approval_is_approved_anew_before_users_are_told() {
        run.bend("serviceTask_checkNoticePlan", OUTDATED).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "serviceTask_checkNoticePlan",
                        "boundaryEvent_planOutdated",
                        "serviceTask_planNotice",
                        "userTask_approveNotice",
                        "serviceTask_checkNoticePlan",
                        "serviceTask_announceNotice");
    }

    @Test
    void what_changed_before_the_window_is_approved_anew_before_users_are_shut_out() {
        run.bend("serviceTask_checkNoticePlan", Answer.of("planChanges", ""))
                .bend("serviceTask_checkNoticePlan", new Answer(Map.of("planChanges", "- other"), "planOutdated"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "event_windowBegun",
                        "boundaryEvent_raiseOutdated",
                        "serviceTask_planNotice",
                        "userTask_approveNotice",
                        "event_windowBegun",
                        "serviceTask_raiseNotice")
                .filteredOn("serviceTask_raiseNotice"::equals)
                .hasSize(1);
    }

    @Test
    void a_begun_window_waits_for_its_approval_until_it_ends() {
        Map<String, Object> begun = new HashMap<>(plan("redirect", PAST, FAR, true));
        begun.put("approvalEnd", FAR);
        run.bend("serviceTask_checkNoticePlan", Answer.of("planChanges", ""))
                .bend("serviceTask_checkNoticePlan", OUTDATED)
                .bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, FAR, false)))
                .bend("serviceTask_planNotice", Answer.of(begun))
                .bend("userTask_approveNotice", Answer.of("noticeApproved", true))
                .begin();
        for (int i = 0; i < 20; i++) {
            run.bend("userTask_approveNotice", Answer.LEAVE);
        }
        for (int i = 0; i < 20; i++) {
            run.turn();
        }
        assertThat(run.isRunning()).isTrue();
        assertThat(run.passed())
                .containsSubsequence("boundaryEvent_raiseOutdated", "userTask_approveNotice")
                .doesNotContain("boundaryEvent_approvalTooLate", "serviceTask_raiseNotice");
    }

    @Test
    void a_plan_that_is_refused_after_users_were_told_is_put_before_a_person() {
        run.bend("serviceTask_checkNoticePlan", Answer.of("planChanges", ""))
                .bend("serviceTask_checkNoticePlan", OUTDATED)
                .bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, FAR, false)))
                .bend("serviceTask_planNotice", new Answer(Map.of("windowAnnounced", true), "planRefused"))
                .bend("userTask_decideOnRefusal", Answer.of("refusalDecision", "planAnew"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence("userTask_decideOnRefusal", "serviceTask_planNotice", "userTask_approveNotice");
    }

    @Test
    void a_refused_plan_that_is_given_up_is_taken_back() {
        run.bend("serviceTask_checkNoticePlan", Answer.of("planChanges", ""))
                .bend("serviceTask_checkNoticePlan", OUTDATED)
                .bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, FAR, false)))
                .bend("serviceTask_planNotice", new Answer(Map.of("windowAnnounced", true), "planRefused"))
                .bend("userTask_decideOnRefusal", Answer.of("refusalDecision", "withdraw"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeWithdrawn");
        assertThat(run.passed()).contains("callActivity_announceWithdrawal").doesNotContain("serviceTask_raiseNotice");
    }

    @Test
    void a_check_that_gets_no_answer_is_put_before_a_person() {
        run.bend("serviceTask_checkNoticePlan", Answer.failure("process")).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "boundaryEvent_checkFailed",
                        "userTask_decideOnAnnouncement",
                        "serviceTask_checkNoticePlan",
                        "serviceTask_announceNotice");
    }

    @Test
    void a_web_server_is_stopped_only_when_nobody_else_uses_it() {
        run.bend("serviceTask_planNotice", Answer.of(plan("stop", PAST, FAR, false)))
                .bend("userTask_confirmWebServerFree", Answer.of("webServerFree", false))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeRefused");
        assertThat(run.passed()).contains("endEvent_webServerShared").doesNotContain("userTask_approveNotice");
    }

    @Test
    void a_free_web_server_may_be_stopped() {
        run.bend("serviceTask_planNotice", Answer.of(plan("stop", PAST, FAR, false)))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed()).containsSubsequence("userTask_confirmWebServerFree", "userTask_approveNotice");
    }

    @Test
    void a_rejected_notice_tells_nobody() {
        run.bend("userTask_approveNotice", Answer.of("noticeApproved", false)).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeRejected");
        assertThat(run.passed()).doesNotContain("serviceTask_announceNotice", "serviceTask_raiseNotice");
    }

    @Test
    void an_approval_that_comes_too_late_is_none() {
        run.bend("userTask_approveNotice", Answer.LEAVE).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeRejected");
        assertThat(run.passed()).contains("boundaryEvent_approvalTooLate").doesNotContain("serviceTask_announceNotice");
    }

    @Test
    void nobody_is_shut_out_before_the_window_begins() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", FAR, FAR, false)))
                .begin();
        for (int i = 0; i < 5; i++) {
            run.turn();
        }
        assertThat(run.passed())
                .contains("serviceTask_announceNotice", "event_windowBegun", "userTask_decideOnWindow")
                .doesNotContain("serviceTask_raiseNotice");
    }

    @Test
    void a_withdrawn_window_is_taken_back() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", FAR, FAR, false)))
                .bend("userTask_decideOnWindow", Answer.of("windowDecision", "withdraw"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeWithdrawn");
        assertThat(run.passed())
                .containsSubsequence("endEvent_windowWithdrawn", "callActivity_announceWithdrawal")
                .doesNotContain("serviceTask_raiseNotice");
    }

    @Test
    void a_moved_window_is_planned_approved_and_announced_again() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", FAR, FAR, false)))
                .bend("userTask_decideOnWindow", Answer.of("windowDecision", "move"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .filteredOn(id -> id.equals("userTask_approveNotice") || id.equals("callActivity_announceWindow"))
                .hasSize(4);
    }

    @Test
    void a_moved_window_that_is_rejected_is_taken_back() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", FAR, FAR, false)))
                .bend("serviceTask_planNotice", Answer.of(plan("redirect", FAR, FAR, true)))
                .bend("userTask_decideOnWindow", Answer.of("windowDecision", "move"))
                .bend("userTask_approveNotice", Answer.of("noticeApproved", true))
                .bend("userTask_approveNotice", Answer.of("noticeApproved", false))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeWithdrawn");
        assertThat(run.passed()).contains("callActivity_announceWithdrawal");
    }

    @Test
    void users_are_reminded_at_each_moment() {
        Map<String, Object> plan = new HashMap<>(plan("redirect", FAR, FAR, false));
        plan.put(
                "reminderMoments",
                SpinValues.jsonValue("[\"" + PAST + "\",\"" + PAST + "\"]").create());
        run.bend("serviceTask_planNotice", Answer.of(plan)).begin();
        for (int i = 0; i < 6; i++) {
            run.turn();
        }
        assertThat(run.passed())
                .contains("endEvent_usersReminded", "endEvent_remindersSent")
                .filteredOn("callActivity_announceReminder"::equals)
                .hasSize(2);
        assertThat(run.isRunning()).isTrue();
    }

    @Test
    void a_message_that_does_not_get_out_is_put_before_a_person() {
        run.bend("serviceTask_announceNotice", Answer.failure("process")).toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence(
                        "userTask_decideOnAnnouncement", "serviceTask_announceNotice", "endEvent_usersTold");
    }

    @Test
    void a_person_may_go_on_without_a_message() {
        run.bend("serviceTask_announceNotice", Answer.failure("process"))
                .bend("userTask_decideOnAnnouncement", Answer.of("announcementDecision", "goOn"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed()).contains("endEvent_usersNotTold");
    }

    @Test
    void a_notice_that_is_not_proven_is_taken_back_and_raised_again() {
        run.bend("serviceTask_proveNoticeRaised", Answer.failure("subProcess_switchToNotice"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
        assertThat(run.passed())
                .containsSubsequence("serviceTask_rollBackNotice", "userTask_decideOnRaise", "serviceTask_raiseNotice");
    }

    @Test
    void whoever_gives_up_tells_the_users() {
        run.bend("serviceTask_raiseNotice", Answer.failure("subProcess_switchToNotice"))
                .bend("userTask_decideOnRaise", Answer.of("raiseDecision", "giveUp"))
                .toItsEnd();
        assertThat(run.end()).isEqualTo("endEvent_noticeRolledBack");
        assertThat(run.passed())
                .contains("serviceTask_rollBackNotice", "callActivity_announceWithdrawal")
                .doesNotContain("userTask_confirmWorkFinished");
    }

    @Test
    void a_roll_back_that_fails_is_tried_until_it_is_done() {
        run.bend("serviceTask_raiseNotice", Answer.failure("subProcess_switchToNotice"))
                .bend("serviceTask_rollBackNotice", Answer.failure("serviceTask_rollBackNotice"))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence("userTask_inspectRollBack", "serviceTask_rollBackNotice");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void work_that_is_not_finished_is_asked_for_again() {
        run.bend("userTask_confirmWorkFinished", Answer.of("workFinished", false))
                .toItsEnd();
        assertThat(run.passed())
                .filteredOn("userTask_confirmWorkFinished"::equals)
                .hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void another_runbook_may_say_that_work_is_finished() {
        run.bend("userTask_confirmWorkFinished", Answer.LEAVE).begin();
        for (int i = 0; i < 20 && !run.passed().contains("userTask_confirmWorkFinished"); i++) {
            run.turn();
        }
        engine.getRuntimeService()
                .createMessageCorrelation("notice.workFinished")
                .processInstanceId(run.instance().getId())
                .correlate();
        while (run.isRunning()) {
            run.turn();
        }
        assertThat(run.passed()).containsSubsequence("boundaryEvent_workFinished", "callActivity_lowerNotice");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void an_overrun_reminds_operators_and_may_be_extended() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, PAST, false)))
                .bend("userTask_confirmWorkFinished", Answer.LEAVE)
                .bend("userTask_decideOnOverrun", Answer.LEAVE)
                .bend("userTask_decideOnOverrun", Answer.LEAVE)
                .bend("userTask_decideOnOverrun", Answer.of("overrunDecision", "extend"))
                .bend("serviceTask_recordExtension", Answer.of("windowEnd", FAR))
                .toItsEnd();
        assertThat(run.passed())
                .contains("callActivity_announceOverrun", "endEvent_operatorsTold")
                .containsSubsequence(
                        "serviceTask_recordExtension",
                        "callActivity_announceExtension",
                        "userTask_confirmWorkFinished");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void an_extension_that_fails_is_put_before_a_person_again() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, PAST, false)))
                .bend("userTask_confirmWorkFinished", Answer.LEAVE)
                .bend("userTask_decideOnOverrun", Answer.of("overrunDecision", "extend"))
                .bend("serviceTask_recordExtension", Answer.failure("serviceTask_recordExtension"))
                .toItsEnd();
        assertThat(run.passed()).filteredOn("userTask_decideOnOverrun"::equals).hasSize(2);
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void an_overrun_that_is_not_extended_lowers_the_notice() {
        run.bend("serviceTask_planNotice", Answer.of(plan("redirect", PAST, PAST, false)))
                .bend("userTask_confirmWorkFinished", Answer.LEAVE)
                .toItsEnd();
        assertThat(run.passed()).doesNotContain("serviceTask_recordExtension").contains("callActivity_lowerNotice");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void what_others_changed_is_confirmed_before_lowering() {
        run.bend("serviceTask_checkNotice", Answer.of("filesAsWritten", false)).toItsEnd();
        assertThat(run.passed()).containsSubsequence("userTask_confirmLowering", "serviceTask_lowerNotice");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void a_lowering_that_fails_is_tried_until_service_is_proven() {
        run.bend("serviceTask_proveNoticeLowered", Answer.failure("subProcess_restoreService"))
                .bend("serviceTask_lowerNotice", Answer.of(Map.of()))
                .toItsEnd();
        assertThat(run.passed()).containsSubsequence("userTask_decideOnLowering", "serviceTask_checkNotice");
        assertThat(run.end()).isEqualTo("endEvent_serviceBack");
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
                    .forEach(node -> nodes.add(node.getId()));
        }
        run.toItsEnd();
        SEEN.addAll(run.passed());
        nodes.removeAll(SEEN);
        assertThat(nodes).as("nodes that no test enters").isEmpty();
    }

    private static Map<String, Object> plan(String shutOut, String start, String end, boolean announced) {
        return Map.of(
                "shutOut", shutOut,
                "windowStart", start,
                "approvalEnd", start,
                "windowEnd", end,
                "windowAnnounced", announced,
                "raiseDecision", "",
                "reminderMoments", SpinValues.jsonValue("[]").create());
    }
}
