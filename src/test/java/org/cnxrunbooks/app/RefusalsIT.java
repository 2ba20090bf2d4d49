package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.guard.Attack;
import org.cnxrunbooks.guard.Targets;
import org.cnxrunbooks.guard.WebLogin;
import org.cnxrunbooks.lab.LabAccounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way round an approval is refused, and stands afterwards in the evidence of the run that it was meant for, though
 * what was refused is rolled back: who, when, which task or start, which field; never what was sent.
 */
class RefusalsIT {

    private static final String YES = "{'variables':{'planApproved':{'value':true}}}";
    private static final String SECRET = "S3CRET";

    private static final AtomicInteger CELLS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static SiteApplication site;

    @BeforeAll
    static void start() throws IOException {
        site = SiteApplication.start(directory, "--camunda.bpm.job-execution.enabled=false");
        Targets.deploy(site.engine());
        LabAccounts.create(identities());
        site.person("both", "operators", "approvers");
        site.person("guest", "approvers");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = { // these name no run that is under way, and stand in the log alone
                "RESTART_BEHIND_THE_APPROVAL",
                "BROADCAST_A_SIGNAL",
                "EVALUATE_CONDITIONS",
                "FETCH_WORK",
                "MAKE_A_TASK",
                "DEPLOY",
                "DELETE_HISTORY",
                "DELETE_THE_MODEL"
            })
    void each_way_round_an_approval_is_on_record(Attack attack) {
        Map<String, String> ids = Targets.in(site.engine(), "cell" + CELLS.incrementAndGet());
        String waits = keyOf(ids.get("run"));
        String works = keyOf(site.engine()
                .getExternalTaskService()
                .createExternalTaskQuery()
                .externalTaskId(ids.get("work"))
                .singleResult()
                .getProcessInstanceId());
        int before = refusals(starts()).size();
        List<String> refused = new ArrayList<>();
        for (String user : List.of("ops", "approver", "admin")) {
            HttpResponse<String> answer = attack.by(site.caller(user), ids);
            assertThat(answer.statusCode())
                    .as("404 where the engine does not even say that it is there: %s", answer.body())
                    .isIn(403, 404);
            if (answer.statusCode() == 403) {
                refused.add(user);
            }
        }
        assertThat(refused).contains("admin");
        assertThat(Stream.of(
                                refusals(waits),
                                refusals(works),
                                refusals(starts()).stream().skip(before).toList())
                        .flatMap(List::stream))
                .extracting(Draft::actor)
                .containsExactlyElementsOf(refused);
    }

    @Test
    void a_message_to_a_run_by_its_business_key_is_on_record() {
        String run = keyOf(run());
        assertThat(site.caller("ops")
                        .post(
                                "/engine-rest/message",
                                "{\"messageName\":\"guarded.jump\",\"businessKey\":\"" + run + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(refusals(run)).extracting(Draft::step).containsExactly("guarded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'planApproved':{'value':true},'cellName':{'value':'S3CRET'} | cellName: is no field of this form",
                "'planApproved':{'value':true},'planDigest':{'value':'S3CRET'} | planDigest: is no field of this form",
                "'planApproved':{'value':true},'changeReference':{'value':'S3CRET'} | changeReference: is only shown and must not be changed",
                "'planApproved':{'value':'S3CRET'} | planApproved: has a wrong value",
                "'planApproved':{'value':false} | approvalComment: is required when planApproved=false"
            })
    void a_decision_that_breaks_its_form_is_on_record_without_what_was_sent(String variables, String reason) {
        String body = "{'variables':{" + variables + "}}";
        String run = run();
        String task = task(run);
        for (String end : List.of("complete", "submit-form")) {
            assertThat(site.caller("approver")
                            .post("/engine-rest/task/" + task + "/" + end, json(body))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(new WebLogin(site.port(), "approver", "tasklist")
                            .send(
                                    "POST",
                                    "/camunda/api/engine/engine/default/task/" + task + "/" + end,
                                    json(body),
                                    "application/json")
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(refusals(keyOf(run))).hasSize(4).allSatisfy(draft -> {
            assertThat(draft.step()).isEqualTo("userTask_approve");
            assertThat(draft.actor()).isEqualTo("approver");
            assertThat(draft.message())
                    .isEqualTo("Input refused: guarded-approve (observed 1 violation, expected none): " + reason);
        });
        assertThat(task(run)).as("the approval still waits").isEqualTo(task);
        assertThat(Chain.verify(evidence().entries(keyOf(run)))).isEmpty();
    }

    @Test
    void a_value_out_of_range_is_on_record_without_the_value() {
        String run = run();
        site.engine().getTaskService().complete(task(run));
        String work = site.engine()
                .getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
        site.engine().getExternalTaskService().lock(work, "w", 1000);
        site.engine().getExternalTaskService().complete(work, "w");
        assertThat(site.caller("ops")
                        .post(
                                "/engine-rest/task/" + task(run) + "/submit-form",
                                json("{'variables':{'keepDays':{'value':4711}}}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refusals(keyOf(run))).singleElement().satisfies(draft -> assertThat(draft.message())
                .contains("keepDays: is too large", "detail: is required")
                .doesNotContain("4711"));
    }

    @Test
    void many_and_long_names_leave_a_short_record() {
        String run = run();
        StringBuilder flood = new StringBuilder("{'variables':{");
        for (int i = 0; i < 500; i++) {
            flood.append("'").append("x".repeat(500)).append(i).append("':{'value':1},");
        }
        String body = flood.append("'planApproved':{'value':true}}}").toString();
        assertThat(site.caller("approver")
                        .post("/engine-rest/task/" + task(run) + "/complete", json(body))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refusals(keyOf(run))).singleElement().satisfies(draft -> assertThat(draft.message())
                .contains("observed 500 violations", "and 480 more")
                .hasSizeLessThan(3000));
    }

    @ParameterizedTest
    @CsvSource({"start, cellName", "submit-form, cellName", "start, starter", "submit-form, planApproved"})
    void a_start_that_breaks_its_form_is_on_record(String end, String field) {
        int before = refusals(starts()).size();
        String body = "{'variables':{'changeReference':{'value':'CHG1'},'reason':{'value':'x'},'" + field
                + "':{'value':'" + SECRET + "'}}}";
        assertThat(site.caller("ops")
                        .post("/engine-rest/process-definition/key/backup/" + end, json(body))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refusals(starts()).subList(before, refusals(starts()).size()))
                .singleElement()
                .satisfies(draft -> {
                    assertThat(draft.step()).isEqualTo("backup");
                    assertThat(draft.actor()).isEqualTo("ops");
                    assertThat(draft.message())
                            .contains("Input refused: request-backup", field + ": ")
                            .doesNotContain(SECRET);
                });
        assertThat(Chain.verify(evidence().entries(starts()))).isEmpty();
    }

    @Test
    void the_starter_and_a_second_account_of_the_starter_are_on_record() {
        mail("ops", "olga@example.org");
        mail("approver2", "Olga@example.org");
        try {
            String run = startedBy("ops");
            for (String user : List.of("ops", "approver2")) {
                assertThat(site.caller(user)
                                .post("/engine-rest/task/" + task(run) + "/complete", json(YES))
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(refusals(keyOf(run))).extracting(Draft::actor).containsExactly("ops", "approver2");
            assertThat(refusals(keyOf(run)))
                    .extracting(Draft::message)
                    .last()
                    .asString()
                    .contains("approver2, as ops, started this run");
        } finally {
            mail("ops", "");
            mail("approver2", "");
        }
    }

    @Test
    void who_left_the_group_after_claiming_is_on_record() {
        String run = run();
        assertThat(site.caller("guest")
                        .post("/engine-rest/task/" + task(run) + "/claim", json("{'userId':'guest'}"))
                        .statusCode())
                .isEqualTo(204);
        identities().deleteMembership("guest", "approvers");
        try {
            assertThat(site.caller("guest")
                            .post("/engine-rest/task/" + task(run) + "/complete", json(YES))
                            .statusCode())
                    .isEqualTo(403);
        } finally {
            identities().createMembership("guest", "approvers");
        }
        assertThat(refusals(keyOf(run))).singleElement().satisfies(draft -> {
            assertThat(draft.actor()).isEqualTo("guest");
            assertThat(draft.message()).contains("guest is no member of approvers");
        });
    }

    @Test
    void what_is_accepted_leaves_no_refusal() {
        String run = run();
        assertThat(site.caller("approver")
                        .post("/engine-rest/task/" + task(run) + "/complete", json(YES))
                        .statusCode())
                .isEqualTo(204);
        assertThat(refusals(keyOf(run))).isEmpty();
    }

    private static String run() {
        return site.engine()
                .getRuntimeService()
                .startProcessInstanceByKey("guarded", input())
                .getId();
    }

    private static String startedBy(String user) {
        identities().setAuthentication(user, List.of("camunda-admin"));
        try {
            return site.engine()
                    .getRuntimeService()
                    .startProcessInstanceByKey(
                            "guarded", new HashMap<>(Map.of("cellName", "prod", "changeReference", "CHG1")))
                    .getId();
        } finally {
            identities().clearAuthentication();
        }
    }

    private static Map<String, Object> input() {
        return Map.of("cellName", "cell" + CELLS.incrementAndGet(), "changeReference", "CHG1");
    }

    private static String task(String run) {
        return site.engine()
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
    }

    private static String keyOf(String run) {
        return site.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(run)
                .singleResult()
                .getBusinessKey();
    }

    private static String starts() {
        return DateTimeFormatter.ofPattern("'refused-starts-'yyyyMM")
                .withZone(ZoneOffset.UTC)
                .format(site.context().getBean(Clock.class).instant());
    }

    private static List<Draft> refusals(String run) {
        return evidence().entries(run).stream()
                .map(Entry::draft)
                .filter(draft -> draft.outcome() == Outcome.REFUSED)
                .toList();
    }

    private static Evidence evidence() {
        return site.context().getBean(Evidence.class);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static IdentityService identities() {
        return site.engine().getIdentityService();
    }

    private static void mail(String id, String address) {
        User person = identities().createUserQuery().userId(id).singleResult();
        person.setEmail(address);
        identities().saveUser(person);
    }
}
