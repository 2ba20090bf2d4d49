package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The step after an approval acts on the plan that was approved, or not at all. */
class ApprovalTest {

    private static final String TASK = "userTask_approvePlan";
    private static final Variable<String> PLAN_DIGEST = Variable.text("planDigest");

    private static EngineFixture engine;
    private final Map<String, String> acted = new ConcurrentHashMap<>();

    @BeforeAll
    static void open() {
        engine = new EngineFixture("approval.bpmn", "ask.form", "approve.form");
    }

    @BeforeEach
    void node() {
        engine.node(
                FAST,
                Map.of(
                        "plan",
                        run -> {
                            String digest = run.evidence().keep(plan(run.runId()));
                            run.digest("plan", digest);
                            run.write(PLAN_DIGEST, digest);
                        },
                        "act",
                        run -> acted.put(run.runId(), new String(run.approvedPlan(TASK), StandardCharsets.UTF_8))));
    }

    @AfterEach
    void stopNodes() {
        engine.stopNodes();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void an_approved_plan_is_read_from_evidence_and_the_decision_stands_there() {
        ProcessInstance instance = planned();
        complete(
                instance, "approver", Map.of("planApproved", true, "approvalComment", "go", "pin", "1234", "extra", 1));
        until("the run ends", () -> engine.ended(instance));
        assertThat(acted).containsEntry(engine.runId(instance), "plan of " + engine.runId(instance));
        Draft decision = engine.acts(instance, TASK).get(0);
        assertThat(decision.outcome()).isEqualTo(Outcome.DECIDED);
        assertThat(decision.actor()).isEqualTo("approver");
        assertThat(decision.source()).isEqualTo("001-0");
        assertThat(decision.message()).isEqualTo("planApproved=true; approvalComment=go; pin=[not kept]");
        assertThat(decision.digests()).containsOnlyKeys("plan", "approved");
    }

    @Test
    void a_declined_plan_is_not_acted_on() {
        assertRefused(Map.of("planApproved", false), "approver", "plan not approved", "declined by approver");
        assertRefused(Map.of("planApproved", "true"), "approver", "plan not approved", "declined by approver");
        assertRefused(Map.of(), "approver", "plan not approved", "declined by approver");
    }

    @Test
    void a_question_that_is_asked_again_is_not_answered_beforehand() {
        ProcessInstance instance = engine.start("approval", Map.of("planApproved", true, "approvalComment", "go"));
        until("the plan waits for approval", () -> engine.waitsAt(instance, TASK));
        assertThat(engine.engine.getRuntimeService().getVariables(instance.getId()))
                .containsKey("planDigest")
                .doesNotContainKeys("planApproved", "approvalComment");
    }

    @Test
    void an_approval_by_the_starter_or_by_nobody_is_void() {
        assertRefused(Map.of("planApproved", true), "ops", "approval void", "approved by its starter ops");
        assertRefused(Map.of("planApproved", true), null, "approval void", "approved by nobody");
    }

    @Test
    void a_starter_variable_rewritten_by_the_starter_does_not_help_him() {
        assertRefused(Map.of("planApproved", true, "starter", "x"), "ops", "approval void", "its starter ops");
    }

    @Test
    void a_digest_altered_after_the_approval_is_found() {
        ProcessInstance instance = planned();
        engine.stopNodes();
        complete(instance, "approver", Map.of("planApproved", true));
        engine.engine.getRuntimeService().setVariable(instance.getId(), "planDigest", "0".repeat(64));
        node();
        assertIncident(instance, "plan digest altered", "observed 000000");
    }

    @Test
    void a_digest_smuggled_in_with_the_approval_is_found() {
        String foreign = engine.evidence().keep("drop everything".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                Map.of("planApproved", true, "planDigest", foreign),
                "approver",
                "plan digest altered",
                "expected a plan made by a step of this run");
    }

    @Test
    void a_plan_changed_in_the_store_is_found() {
        ProcessInstance instance = planned();
        String digest = Sha256.of(plan(engine.runId(instance)));
        JdbcClient.create(engine.apart)
                .sql("UPDATE evidence_blob SET bytes = ? WHERE sha256 = ?")
                .params("drop everything".getBytes(StandardCharsets.UTF_8), digest)
                .update();
        complete(instance, "approver", Map.of("planApproved", true));
        assertIncident(instance, "blob altered", digest);
    }

    @Test
    void a_decision_that_was_rolled_back_is_none() {
        ProcessInstance instance = planned();
        var transaction = new org.springframework.transaction.support.TransactionTemplate(
                new org.springframework.jdbc.datasource.DataSourceTransactionManager(engine.engines));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    complete(instance, "approver", Map.of("planApproved", true));
                    throw new IllegalStateException("a guard refused");
                }))
                .hasMessage("a guard refused");
        assertThat(engine.acts(instance, TASK)).isEmpty();
        assertThat(engine.waitsAt(instance, TASK)).isTrue();
    }

    private void assertRefused(Map<String, Object> submitted, String user, String... message) {
        ProcessInstance instance = planned();
        complete(instance, user, submitted);
        assertIncident(instance, message);
    }

    private void assertIncident(ProcessInstance instance, String... message) {
        until("an incident stands", () -> incident(instance) != null);
        assertThat(incident(instance)).contains(message).contains("HINT:");
        assertThat(acted).doesNotContainKey(engine.runId(instance));
    }

    private String incident(ProcessInstance instance) {
        var incident = engine.engine
                .getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        return incident == null ? null : incident.getIncidentMessage();
    }

    private static ProcessInstance planned() {
        engine.engine.getIdentityService().setAuthenticatedUserId("ops");
        ProcessInstance instance = engine.start("approval");
        engine.engine.getIdentityService().clearAuthentication();
        until("the plan waits for approval", () -> engine.waitsAt(instance, TASK));
        return instance;
    }

    private static void complete(ProcessInstance instance, String user, Map<String, Object> submitted) {
        String task = engine.engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
        if (user != null) {
            engine.engine.getIdentityService().setAuthenticatedUserId(user);
        }
        engine.engine.getFormService().submitTaskForm(task, new HashMap<>(submitted));
        engine.engine.getIdentityService().clearAuthentication();
    }

    private static byte[] plan(String run) {
        return ("plan of " + run).getBytes(StandardCharsets.UTF_8);
    }
}
