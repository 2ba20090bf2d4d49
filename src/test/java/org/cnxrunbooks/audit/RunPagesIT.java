package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.engine.ProgressBoard;
import org.cnxrunbooks.engine.ProgressLine;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

class RunPagesIT {

    private static final String RUN = "small-lab-20260314-210000";
    private static final String OLD = "small-lab-20200101-000000";
    private static final Instant AT = Instant.parse("2026-03-14T21:00:00.250Z");

    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:mem:audit;DB_CLOSE_ON_EXIT=FALSE",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=off",
                        "--logging.level.org.cnxrunbooks=off");
        port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        for (String user : List.of("reader", "stranger", "clumsy")) {
            User made = engine.getIdentityService().newUser(user);
            made.setPassword(user);
            engine.getIdentityService().saveUser(made);
        }
        grant(engine, Resources.PROCESS_DEFINITION, "small", ProcessDefinitionPermissions.READ_HISTORY);
        grant(engine, Resources.APPLICATION, "*", Permissions.ACCESS);
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "small.bpmn",
                        org.camunda.bpm.model.bpmn.Bpmn.createExecutableProcess("small")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .userTask("userTask_look")
                                .name("Look")
                                .camundaCandidateGroups("operators,approvers")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("small", RUN);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void progress_is_told_by_step_host_and_item() throws Exception {
        HttpResponse<String> answer = get("reader", "/runs/" + RUN + "/progress");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode item = new ObjectMapper()
                .readTree(answer.body())
                .path("steps")
                .path(0)
                .path("items")
                .path(0);
        assertThat(item.path("host").asText()).isEqualTo("node1");
        assertThat(item.path("started").asText()).isEqualTo("2026-03-14T21:00:00.250Z");
        assertThat(item.path("amount").path("percent").asInt()).isEqualTo(25);
        assertThat(item.path("amount").path("remainingSeconds").asLong()).isEqualTo(75);
    }

    @Test
    void progress_comes_with_who_is_asked_and_since_when() throws Exception {
        JsonNode told = new ObjectMapper()
                .readTree(get("reader", "/runs/" + RUN + "/progress").body());
        assertThat(told.path("running").asBoolean()).isTrue();
        assertThat(told.path("now").asText()).isEqualTo("2026-03-14T21:00:30.250Z");
        JsonNode here = told.path("standing").path(0);
        assertThat(here.path("step").asText()).isEqualTo("userTask_look");
        assertThat(here.path("name").asText()).isEqualTo("Look");
        assertThat(here.path("state").asText()).isEqualTo("ASKS");
        assertThat(here.path("groups").toString()).isEqualTo("[\"approvers\",\"operators\"]");
        assertThat(Instant.parse(here.path("since").asText())).isBefore(Instant.now());
        assertThat(told.path("steps").path(0).path("open").asBoolean())
                .as("it stands elsewhere")
                .isFalse();
        assertThat(told.at("/underWay/bytesExpected").asLong()).isZero();
    }

    @Test
    void evidence_comes_with_the_verdict_on_its_chain() throws Exception {
        JsonNode whole = new ObjectMapper()
                .readTree(get("reader", "/runs/" + RUN + "/evidence").body());
        assertThat(whole.path("chain").path("intact").asBoolean()).isTrue();
        assertThat(whole.path("chain").path("lastHash"))
                .isEqualTo(whole.path("entries").path(1).path("hash"));
        assertThat(whole.path("entries").path(0).path("draft").path("message").asText())
                .isEqualTo("all went well");

        context.getBean(KeptEvidence.class).alter();
        try {
            JsonNode broken = new ObjectMapper()
                    .readTree(get("reader", "/runs/" + RUN + "/evidence").body());
            assertThat(broken.path("chain").path("intact").asBoolean()).isFalse();
            assertThat(broken.path("chain").path("brokenAt").asLong()).isEqualTo(1);
        } finally {
            context.getBean(KeptEvidence.class).alter();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"progress", "evidence"})
    void nobody_reads_without_a_right_to_the_history(String page) throws Exception {
        HttpResponse<String> unknown = get(null, "/runs/" + RUN + "/" + page);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"runs\"");
        assertThat(get("stranger", "/runs/" + RUN + "/" + page).statusCode()).isEqualTo(403);
        assertThat(get("stranger", "/runs/" + RUN + "/" + page).body()).contains("observed user stranger", "small");
        assertThat(get("reader", "/runs/never-was/" + page).statusCode()).isEqualTo(404);
        assertThat(get("reader", "/runs/never-was/" + page).body()).contains("Run not found: never-was");
        assertThat(get(null, "/runs/never-was/" + page).statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_password_is_no_log_in() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/runs/" + RUN + "/progress"))
                .header("Authorization", basic("clumsy", "wrong"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void evidence_whose_history_was_cleaned_up_is_for_those_who_read_every_history() throws Exception {
        assertThat(get("reader", "/runs/" + OLD + "/evidence").statusCode()).isEqualTo(404);
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        Authorization all = grant(engine, Resources.PROCESS_DEFINITION, "*", ProcessDefinitionPermissions.READ_HISTORY);
        try {
            assertThat(get("reader", "/runs/" + OLD + "/evidence").statusCode()).isEqualTo(200);
            assertThat(get("reader", "/runs/never-was/evidence").statusCode()).isEqualTo(404);
        } finally {
            engine.getAuthorizationService().deleteAuthorization(all.getId());
        }
    }

    @Test
    void the_session_of_the_web_applications_is_enough() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        browser.send(
                HttpRequest.newBuilder(uri("/camunda/app/tasklist/default/")).build(), BodyHandlers.ofString());
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        HttpResponse<String> login = browser.send(
                HttpRequest.newBuilder(uri("/camunda/api/admin/auth/user/default/login/tasklist"))
                        .header("X-XSRF-TOKEN", token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=reader&password=" + URLEncoder.encode("reader", StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);

        HttpRequest request =
                HttpRequest.newBuilder(uri("/runs/" + RUN + "/progress")).build();
        assertThat(browser.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static Authorization grant(
            ProcessEngine engine,
            Resources resource,
            String id,
            org.camunda.bpm.engine.authorization.Permission permission) {
        Authorization row = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setUserId("reader");
        row.setResource(resource);
        row.setResourceId(id);
        row.addPermission(permission);
        return engine.getAuthorizationService().saveAuthorization(row);
    }

    private static HttpResponse<String> get(String user, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (user != null) {
            request.header("Authorization", basic(user, user));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    // no @Configuration: the lab's scan of the test classes must not find it
    @EnableAutoConfiguration
    @Import({RunPages.class, TurnedAway.class})
    static class Application {

        @Bean
        ProgressBoard board() {
            return runs -> runs.contains(RUN)
                    ? List.of(new ProgressLine(RUN, "serviceTask_pack", "node1", "profile", 25, 100, 1, 4, 1, AT, AT))
                    : List.of();
        }

        @Bean
        Clock clock() {
            return Clock.fixed(AT.plusSeconds(30), ZoneOffset.UTC);
        }

        @Bean
        KeptEvidence evidence() {
            return new KeptEvidence();
        }
    }

    /** Two runs in memory, the first of which can be tampered with and put right again. */
    static final class KeptEvidence implements Evidence {

        private final List<Entry> entries = new ArrayList<>();
        private final List<Entry> old = new ArrayList<>();

        KeptEvidence() {
            entries.add(Chain.link(null, draft(RUN, "all went well")));
            entries.add(Chain.link(entries.get(0), draft(RUN, "ended")));
            old.add(Chain.link(null, draft(OLD, "long ago")));
        }

        void alter() {
            Entry first = entries.get(0);
            String message = first.draft().message().equals("all went well") ? "nothing happened" : "all went well";
            entries.set(0, new Entry(1, draft(RUN, message), first.previousHash(), first.hash()));
        }

        private static Draft draft(String run, String message) {
            return new Draft(
                    run,
                    "serviceTask_pack",
                    null,
                    "node1",
                    AT,
                    AT,
                    1,
                    Outcome.DONE,
                    "system",
                    null,
                    null,
                    Map.of(),
                    message);
        }

        @Override
        public Entry append(Draft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> entries(String runId) {
            return runId.equals(RUN) ? entries : runId.equals(OLD) ? old : List.of();
        }

        @Override
        public String keep(byte[] blob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> blob(String sha256) {
            return Optional.empty();
        }
    }
}
