package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.lab.LabAccounts;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabCockpit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What auditors read over HTTP, of the whole application, on a process of awkward names. */
class AuditPagesIT {

    private static final int RUNS = 10_000;
    private static final int PAGE = 25;
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String HOSTILE = "</text><script>alert(1)</script>";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static SiteApplication site;
    private static ProcessEngine engine;
    private static int port;
    private static String run;
    private static String task;

    @BeforeAll
    static void start() throws IOException {
        site = SiteApplication.start(directory);
        port = site.port();
        engine = site.engine();
        LabAccounts.create(engine.getIdentityService());
        User stranger = engine.getIdentityService().newUser("stranger");
        stranger.setPassword("stranger");
        engine.getIdentityService().saveUser(stranger);
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "awkward.bpmn",
                        Bpmn.createExecutableProcess("awkward")
                                .name(HOSTILE)
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent("startEvent_begun")
                                .userTask("userTask_approveThing")
                                .name(HOSTILE)
                                .camundaCandidateGroups("approvers")
                                .exclusiveGateway("gateway_isItGood")
                                .condition("yes", "${good}")
                                .endEvent("endEvent_thingGood")
                                .moveToLastGateway()
                                .endEvent("endEvent_thingBad")
                                .done())
                .deploy();
        run = run();
        task = task();
        seed("maintenance-notice", RUNS, LONG_AGO);
    }

    /** One of awkward words, started by the application itself and decided on by an approver. */
    private static String run() {
        IdentityService people = engine.getIdentityService();
        try {
            String instance = engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            "awkward",
                            Map.of(
                                    "cellName",
                                    "prod",
                                    "changeReference",
                                    "CHG7",
                                    "reason",
                                    "=1+1, \"" + HOSTILE + "\"",
                                    "good",
                                    true))
                    .getId();
            String task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId();
            people.setAuthentication("approver", List.of("approvers"));
            engine.getTaskService().complete(task);
            return engine.getHistoryService()
                    .createHistoricProcessInstanceQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getBusinessKey();
        } finally {
            people.clearAuthentication();
        }
    }

    /** That of a run which waits. */
    private static String task() {
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("awkward", Map.of("cellName", "prod", "reason", HOSTILE))
                .getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static List<String> pages() {
        return List.of(
                "/runs",
                "/runs?format=csv",
                "/runs?format=json",
                "/questions",
                "/questions/approvals",
                "/questions/host?host=was1",
                "/questions/sets",
                "/questions/overrides",
                "/questions/departures",
                "/runs/" + run,
                "/runs/" + run + "/pictures",
                "/runs/" + run + "/report",
                "/runs/" + run + "/pack",
                "/tasks/" + task);
    }

    @Test
    void who_may_read_no_history_is_shown_nothing() throws Exception {
        for (String page : pages()) {
            assertThat(get(null, page).statusCode()).as(page).isEqualTo(401);
            assertThat(get("stranger", page).statusCode()).as(page).isEqualTo(403);
            assertThat(get("auditor", page).statusCode()).as(page).isEqualTo(200);
            assertThat(get("auditor", page).headers().firstValue("Cache-Control"))
                    .as(page)
                    .contains("no-store");
        }
    }

    @Test
    void a_page_within_cockpit_is_not_asked_for_a_password_by_the_browser() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/runs"));
        assertThat(CLIENT.send(request.build(), BodyHandlers.ofString())
                        .headers()
                        .map())
                .containsKey("www-authenticate");
        HttpResponse<String> quiet =
                CLIENT.send(request.header("X-Requested-With", "XMLHttpRequest").build(), BodyHandlers.ofString());
        assertThat(quiet.statusCode()).isEqualTo(401);
        assertThat(quiet.headers().map()).doesNotContainKey("www-authenticate");
    }

    @Test
    void nothing_can_be_written() throws Exception {
        for (String page : pages()) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                HttpResponse<String> answer = CLIENT.send(
                        as("admin", HttpRequest.newBuilder(uri(page)).method(method, BodyPublishers.ofString("{}"))),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(method + " " + page).isEqualTo(405);
            }
        }
    }

    @Test
    void a_right_to_one_runbook_shows_that_runbook_alone() throws Exception {
        User clerk = engine.getIdentityService().newUser("clerk");
        clerk.setPassword("clerk");
        engine.getIdentityService().saveUser(clerk);
        Authorization right = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId("clerk");
        right.setResource(Resources.PROCESS_DEFINITION);
        right.setResourceId("backup");
        right.addPermission(ProcessDefinitionPermissions.READ_HISTORY);
        engine.getAuthorizationService().saveAuthorization(right);
        seed("backup", 1, OffsetDateTime.now(ZoneOffset.UTC));
        JsonNode list = json("clerk", "/runs?size=200");
        assertThat(list.findValuesAsText("process")).isNotEmpty().containsOnly("backup");
        assertThat(json("clerk", "/questions/approvals").path("rows")).isEmpty();
        assertThat(get("clerk", "/runs/" + run).statusCode()).isEqualTo(403);
        assertThat(get("clerk", "/tasks/" + task).statusCode()).isEqualTo(403);
        assertThat(json("auditor", "/runs?runbook=awkward").path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void one_run_is_told_with_its_activities_variables_and_operations() throws Exception {
        JsonNode told = json("auditor", "/runs/" + run);
        assertThat(told.at("/summary/outcome").asText()).isEqualTo("endEvent_thingGood");
        assertThat(told.at("/summary/people").toString()).isEqualTo("[\"approver\"]");
        assertThat(told.at("/history/activities").findValuesAsText("step"))
                .contains("userTask_approveThing", "endEvent_thingGood")
                .doesNotContain("endEvent_thingBad");
        assertThat(told.at("/history/variables").findValuesAsText("name")).contains("cellName", "good");
        assertThat(told.at("/history/operations").findValuesAsText("user")).contains("approver");
        assertThat(get("auditor", "/runs/never-was").statusCode()).isEqualTo(404);
    }

    @Test
    void an_open_task_is_told_with_its_run() throws Exception {
        JsonNode told = json("approver", "/tasks/" + task);
        assertThat(told.at("/summary/cell").asText()).isEqualTo("prod");
        assertThat(told.at("/task/groups").toString()).isEqualTo("[\"Approvers\"]");
        assertThat(told.at("/task/approval").asBoolean()).isTrue();
        assertThat(told.path("decisions")).isEmpty();
        assertThat(get("auditor", "/tasks/never-was").statusCode()).isEqualTo(404);
        assertThat(get(null, "/tasks/never-was").statusCode()).isEqualTo(401);
    }

    @Test
    void what_a_model_or_a_person_says_cannot_become_part_of_a_page() throws Exception {
        String picture = json("auditor", "/runs/" + run + "/pictures")
                .findValuesAsText("svg")
                .get(0);
        assertThat(picture)
                .contains("&lt;script&gt;", "data-element=\"userTask_approveThing\"")
                .doesNotContain("<script");
        HttpResponse<String> report = get("auditor", "/runs/" + run + "/report");
        assertThat(report.body()).contains("&lt;script&gt;").doesNotContain("<script");
        assertThat(report.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(get("auditor", "/runs?runbook=awkward&format=csv").body())
                .contains("\"'=1+1, \"\"</text><script>alert(1)</script>\"\"\"");
    }

    @Test
    void a_document_is_given_only_as_a_file_and_only_within_its_run() throws Exception {
        Evidence evidence = site.context().getBean(Evidence.class);
        String request = evidence.entries(run).get(0).draft().digests().get("request");
        HttpResponse<String> own = get("auditor", "/runs/" + run + "/blobs/" + request);
        assertThat(own.body()).contains("CHG7");
        assertThat(own.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(as -> assertThat(as).startsWith("attachment"));
        assertThat(own.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        String foreign = evidence.keep("of another run".getBytes(StandardCharsets.UTF_8));
        assertThat(get("auditor", "/runs/" + run + "/blobs/" + foreign).statusCode())
                .isEqualTo(404);
        String inner = evidence.keep("an inner document".getBytes(StandardCharsets.UTF_8));
        String outer = evidence.keep(("{\"file\":\"" + inner + "\"}").getBytes(StandardCharsets.UTF_8));
        evidence.append(act(Map.of("plan", outer)));
        assertThat(get("auditor", "/runs/" + run + "/blobs/" + inner).body()).isEqualTo("an inner document");
    }

    private static Draft act(Map<String, String> digests) {
        Instant now = Instant.now();
        return new Draft(
                run, "serviceTask_late", null, "was1", now, now, 1, Outcome.DONE, "system", "uptime", 0, digests, "");
    }

    @Test
    void the_questions_are_answered_and_refuse_what_they_cannot_read() throws Exception {
        assertThat(json("auditor", "/questions/approvals?cell=prod")
                        .at("/rows/0")
                        .toString())
                .contains(run, "\"system\",\"approver\",\"declined\"");
        site.context().getBean(Evidence.class).append(act(Map.of()));
        assertThat(json("auditor", "/questions/host?host=was1").at("/rows/0").toString())
                .contains(run, "uptime");
        assertThat(json("auditor", "/questions/host?host=was1&until=2020-01-01").path("rows"))
                .isEmpty();
        assertThat(json("auditor", "/questions/host").path("rows")).isEmpty();
        assertThat(get("auditor", "/questions/approvals?from=yesterday").statusCode())
                .isEqualTo(400);
        assertThat(get("auditor", "/runs?sort=luck").body()).contains("observed luck");
        assertThat(get("auditor", "/runs?page=0").statusCode()).isEqualTo(400);
        assertThat(get("auditor", "/questions/why").statusCode()).isEqualTo(404);
    }

    /** How long it takes is printed, not judged: the machine may have other things to do. */
    @Test
    void a_page_of_ten_thousand_runs_comes_with_its_total() throws Exception {
        assertThat(json("auditor", "/runs").path("total").asInt()).isGreaterThanOrEqualTo(RUNS);
        measure("ended");
        LongWork work = LongWork.on(site);
        for (int number = 0; number < PAGE; number++) {
            String busy = work.begin("busy" + number);
            for (int item = 0; item < 20; item++) {
                work.tell(busy, LongWork.PACK, "was" + item % 4, "item" + item, 10 * number, 1000, 1, 5);
            }
        }
        JsonNode first = json("auditor", "/runs?sort=started").path("runs");
        assertThat(first).hasSize(PAGE).allSatisfy(line -> {
            assertThat(line.at("/standing").asText()).isEqualTo("works");
            assertThat(line.at("/underWay/bytesExpected").asLong()).isEqualTo(20_000);
        });
        assertThat(json("auditor", "/runs?outcome=endEvent_one").findValues("underWay"))
                .allMatch(JsonNode::isNull);
        measure("a page of running and " + RUNS + " ended");
    }

    private static void measure(String which) throws Exception {
        List<String> asked = List.of(
                "/runs",
                "/runs?page=300",
                "/runs?sort=duration&order=asc&page=50",
                "/runs?person=person7&sort=cell",
                "/runs?text=cell3-777",
                "/runs?outcome=endEvent_one&size=200");
        long[] millis = new long[120];
        for (int i = 0; i < millis.length; i++) {
            long begun = System.nanoTime();
            assertThat(get("auditor", asked.get(i % asked.size())).statusCode()).isEqualTo(200);
            millis[i] = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        }
        Arrays.sort(millis);
        long p95 = millis[(int) (millis.length * 0.95)];
        System.out.printf(
                "list of %d runs (%s) over HTTP: p50 %d ms, p95 %d ms, worst %d ms%n",
                RUNS, which, millis[millis.length / 2], p95, millis[millis.length - 1]);
    }

    @Test
    void ten_thousand_runs_are_a_page_that_reads_well() {
        assumeThat(LabBrowser.installed()).isTrue();
        try (LabCockpit auditor = LabCockpit.as("auditor", "http://localhost:" + port)) {
            auditor.open("/runs?sort=started&order=asc");
            auditor.see("maintenance-notice-cell");
            auditor.screenshots("5-ten-thousand-runs");
            assertThat(auditor.barriers()).isEmpty();
        }
    }

    /** Ended runs with their evidence, written past the engine, which keeps no part in the list. */
    private static void seed(String process, int count, OffsetDateTime reserved) {
        JdbcTemplate jdbc = site.context().getBean(JdbcTemplate.class);
        List<Integer> numbers =
                java.util.stream.IntStream.range(0, count).boxed().toList();
        jdbc.batchUpdate("INSERT INTO runbook_run (run_id, reserved) VALUES (?, ?)", numbers, 500, (row, number) -> {
            row.setString(1, process + "-cell" + number % 5 + "-" + number);
            row.setObject(2, reserved);
        });
        for (int sequence = 1; sequence <= 6; sequence++) {
            int at = sequence;
            jdbc.batchUpdate(
                    "INSERT INTO evidence_entry (run_id, sequence, step, host, started, ended, attempt, outcome, actor,"
                            + " digests, message, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, '{}', ?, ?, ?)",
                    numbers,
                    500,
                    (row, number) -> {
                        row.setString(1, process + "-cell" + number % 5 + "-" + number);
                        row.setLong(2, at);
                        row.setString(
                                3,
                                at == 1
                                        ? process
                                        : at == 6
                                                ? "endEvent_" + (number % 2 == 0 ? "one" : "two")
                                                : "serviceTask_" + at);
                        row.setString(4, at == 3 ? "was1" : null);
                        row.setObject(5, LONG_AGO.plusMinutes(number));
                        row.setObject(6, LONG_AGO.plusMinutes(number).plusSeconds(at * (number % 60L)));
                        row.setString(7, at == 2 ? "DECIDED" : "DONE");
                        row.setString(8, at < 3 ? "person" + number % 9 : "system");
                        row.setString(9, at == 1 ? "run started: reason " + number : at == 6 ? "run ended: done" : "");
                        row.setString(10, "0".repeat(64));
                        row.setString(11, "0".repeat(64));
                    });
        }
    }

    private static JsonNode json(String user, String page) throws Exception {
        HttpResponse<String> answer = get(user, page);
        assertThat(answer.statusCode()).as(page + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String user, String page) throws Exception {
        return CLIENT.send(as(user, HttpRequest.newBuilder(uri(page)).GET()), BodyHandlers.ofString());
    }

    private static HttpRequest as(String user, HttpRequest.Builder request) {
        if (user != null) {
            String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + login);
        }
        return request.timeout(Duration.ofMinutes(2)).build();
    }

    private static URI uri(String page) {
        return URI.create("http://127.0.0.1:" + port + page);
    }
}
