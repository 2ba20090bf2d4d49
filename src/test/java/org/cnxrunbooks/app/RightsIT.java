package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.guard.Targets;
import org.cnxrunbooks.lab.LabAccounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application with its own groups, rights and guards; its cell cannot be reached. */
class RightsIT {

    private static final String REQUEST =
            """
            {"businessKey":"mine","variables":{"cellName":{"value":"prod"},"changeReference":{"value":"CHG1"},
            "reason":{"value":"test"},"includeInstallationManager":{"value":true}}}""";
    private static final String MODIFICATION =
            "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"serviceTask_pack\"}]}";
    private static final String BACKUP = "/engine-rest/process-definition/key/backup";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static SiteApplication site;

    @BeforeAll
    static void start() throws IOException {
        site = SiteApplication.start(directory, "--runbooks.engine.retry-delay=0s", "--runbooks.engine.poll=50ms");
        Targets.deploy(site.engine());
        LabAccounts.create(site.engine().getIdentityService());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void an_operator_asks_for_a_backup_and_everybody_concerned_follows_it() throws Exception {
        HttpResponse<String> started = send("ops", "POST", BACKUP + "/start", REQUEST);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        String run = keyOf(started.body()).orElseThrow();
        assertThat(run).startsWith("backup-prod-").isNotEqualTo("mine");
        for (String user : List.of("ops", "approver", "auditor", "admin")) {
            HttpResponse<String> evidence = send(user, "GET", "/runs/" + run + "/evidence", null);
            assertThat(evidence.statusCode()).as(user).isEqualTo(200);
            assertThat(JSON.readTree(evidence.body())
                            .path("chain")
                            .path("intact")
                            .asBoolean())
                    .isTrue();
            assertThat(evidence.body()).contains("\"actor\":\"ops\"");
            assertThat(send(user, "GET", "/runs/" + run + "/progress", null).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void nobody_but_operators_and_administrators_starts_a_run() {
        for (String user : List.of("approver", "auditor")) {
            assertThat(send(user, "POST", BACKUP + "/start", REQUEST).statusCode())
                    .isEqualTo(403);
            assertThat(send(user, "POST", BACKUP + "/submit-form", REQUEST).statusCode())
                    .isEqualTo(403);
        }
        assertThat(send("ops", "POST", BACKUP + "/start", REQUEST.replace("prod", "elsewhere"))
                        .body())
                .contains("Input refused: request-backup", "\\\"prod\\\"");
    }

    @Test
    void each_group_does_its_part_and_no_more() {
        ProcessEngine engine = site.engine();
        String run = engine.getRuntimeService()
                .startProcessInstanceByKey("guarded", Map.of("cellName", "prod", "changeReference", "CHG1"))
                .getId();
        String approval = "/engine-rest/task/"
                + engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(run)
                        .singleResult()
                        .getId();
        String yes = "{\"variables\":{\"planApproved\":{\"value\":true}}}";
        for (String user : List.of("ops", "auditor", "admin")) {
            assertThat(send(user, "POST", approval + "/complete", yes).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(send("approver", "POST", approval + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("approver", "POST", approval + "/submit-form", yes).statusCode())
                .isEqualTo(204);

        ExternalTaskService work = engine.getExternalTaskService();
        String pack = work.createExternalTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
        work.lock(pack, "worker", 1000);
        work.handleFailure(pack, "worker", "broken", 0, 0);
        String retries = "/engine-rest/external-task/" + pack + "/retries";
        assertThat(send("approver", "PUT", retries, "{\"retries\":1}").statusCode())
                .isEqualTo(403);
        assertThat(send("auditor", "PUT", retries, "{\"retries\":1}").statusCode())
                .isEqualTo(403);
        assertThat(send("ops", "PUT", retries, "{\"retries\":1}").statusCode()).isEqualTo(204);
        for (String user : List.of("ops", "approver", "auditor", "admin")) {
            assertThat(send(user, "PUT", "/engine-rest/process-instance/" + run + "/variables/a", "{\"value\":1}")
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_starter_sees_where_the_run_waits_and_may_do_nothing_about_it() throws Exception {
        ProcessEngine engine = site.engine();
        String run;
        try {
            engine.getIdentityService().setAuthentication("ops", List.of("camunda-admin"));
            run = engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            "guarded", new HashMap<>(Map.of("cellName", "prod", "changeReference", "CHG1")))
                    .getId();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
        String id = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
        String task = "/engine-rest/task/" + id;
        String filters = send("ops", "GET", "/engine-rest/filter?name=Runs%20I%20started", null)
                .body();
        assertThat(filters).contains("\"label\":\"Change\"");
        String list = "/engine-rest/filter/" + filters.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1") + "/list";

        assertThat(send("ops", "GET", list, null).body()).contains(id);
        assertThat(send("ops", "GET", task, null).body()).contains("\"owner\":\"ops\"");
        assertThat(send("ops2", "GET", task, null).statusCode()).isIn(403, 404);
        assertThat(send("ops2", "GET", list, null).body()).isEqualTo("[]");
        String yes = "{\"variables\":{\"planApproved\":{\"value\":true}}}";
        assertThat(send("ops", "POST", task + "/complete", yes).statusCode()).isEqualTo(403);
        assertThat(send("ops", "POST", task + "/claim", "{\"userId\":\"ops\"}").statusCode())
                .isEqualTo(403);
        assertThat(send("ops", "POST", task + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .as("not even for somebody who may")
                .isEqualTo(403);

        String key = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(run)
                .singleResult()
                .getBusinessKey();
        assertThat(send("admin", "POST", "/engine-rest/process-instance/" + run + "/modification", MODIFICATION)
                        .statusCode())
                .isEqualTo(403);
        assertThat(JSON.readTree(send("auditor", "GET", "/runs/" + key + "/evidence", null)
                                .body())
                        .path("entries"))
                .filteredOn(entry -> entry.at("/draft/outcome").asText().equals("REFUSED"))
                .extracting(entry -> entry.at("/draft/actor").asText() + " "
                        + entry.at("/draft/step").asText())
                .contains("ops userTask_approve", "admin guarded");
    }

    private static Optional<String> keyOf(String started) {
        try {
            JsonNode history = JSON.readTree(send(
                            "ops",
                            "GET",
                            "/engine-rest/history/process-instance/"
                                    + JSON.readTree(started).path("id").asText(),
                            null)
                    .body());
            return Optional.ofNullable(history.path("businessKey").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(String user, String method, String path, String body) {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                .timeout(Duration.ofMinutes(3))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
