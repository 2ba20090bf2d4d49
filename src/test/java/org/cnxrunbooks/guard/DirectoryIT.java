package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.RunbookApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application with people of a real directory over TLS; no administrator is configured. */
class DirectoryIT {

    @TempDir
    static Path directory;

    private static TlsIdentity identity;
    private static LdapServer ldap;
    private static ConfigurableApplicationContext application;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        identity = TlsIdentity.of(directory, "ip:127.0.0.1");
        ldap = new LdapServer(identity);
        application = product();
        port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
        Errand.deploy(application.getBean(ProcessEngine.class));
    }

    @AfterAll
    static void stop() {
        application.close();
        ldap.close();
    }

    @Test
    void people_log_in_with_their_password_and_with_no_other() {
        assertThat(WebLogin.attempt(port, "ops", "ops").statusCode()).isEqualTo(200);
        assertThat(WebLogin.attempt(port, "ops", "OPS").statusCode()).isEqualTo(401);
        assertThat(WebLogin.attempt(port, "nobody", "nobody").statusCode()).isEqualTo(401);
        assertThat(basic("ops", "ops")).isEqualTo(200);
        assertThat(basic("ops", "OPS")).isEqualTo(401);
        assertThat(new Caller(port, null, null).get("/engine-rest/task").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OPS", "Ops", " ops", "ops ", "o*", "*", "*)(uid=*", "ops)(objectClass=*", "twonames", "ops2"})
    void another_spelling_a_filter_and_an_ambiguous_name_get_nobody_in(String name) {
        for (String password : List.of("ops", name)) {
            assertThat(WebLogin.attempt(port, name, password).statusCode()).isEqualTo(401);
            assertThat(basic(name, password)).isEqualTo(401);
        }
    }

    @Test
    void an_empty_password_gets_nobody_in() {
        assertThat(WebLogin.attempt(port, "ops", "").statusCode()).isEqualTo(401);
        assertThat(basic("ops", "")).isEqualTo(401);
    }

    @Test
    void an_operator_starts_an_approver_approves_and_nobody_does_the_others_part() {
        assertThat(begin("approver").statusCode()).isEqualTo(403);
        String task = task(begin("ops"));
        assertThat(new WebLogin(port, "ops")
                        .post("/task/" + task + "/complete", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("boss")
                        .post("/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode())
                .isEqualTo(403);
        WebLogin approver = new WebLogin(port, "approver");
        assertThat(approver.post("/task/" + task + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(approver.post("/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void one_who_is_both_never_approves_what_he_started_however_he_writes_himself() {
        String task = task(begin("both"));
        assertThat(as("both")
                        .post("/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode())
                .isEqualTo(403);
        for (String name : List.of("BOTH", "Both", "both ")) {
            assertThat(new Caller(port, name, "both")
                            .post("/engine-rest/task/" + task + "/complete", "{}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(as("approver")
                            .post("/engine-rest/task/" + task + "/assignee", "{\"userId\":\"" + name + "\"}")
                            .statusCode())
                    .as("assigned to %s", name)
                    .isEqualTo(403);
        }
    }

    @Test
    void who_has_left_the_group_decides_nothing_more() throws Exception {
        String task = task(begin("ops"));
        WebLogin approver2 = new WebLogin(port, "approver2");
        ldap.leave("Connections Approvers", "approver2");
        try {
            assertThat(approver2.post("/task/" + task + "/complete", "{}").statusCode())
                    .isEqualTo(403);
        } finally {
            ldap.join("Connections Approvers", "approver2");
        }
        assertThat(approver2.post("/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void people_see_themselves_the_administrator_sees_all_and_a_stranger_nothing() {
        assertThat(as("ops").get("/engine-rest/user").body())
                .contains("\"ops\"")
                .doesNotContain("approver");
        assertThat(as("boss").get("/engine-rest/user").body()).contains("\"ops\"", "\"approver\"", "ops@example.org");
        assertThat(as("boss").get("/engine-rest/user?memberOfGroup=approvers").body())
                .contains("\"approver\"")
                .doesNotContain("\"ops\"");
        assertThat(as("boss").get("/engine-rest/user?firstNameLike=app%25").body())
                .contains("\"approver2\"")
                .doesNotContain("\"ops\"");
        assertThat(as("ops").get("/engine-rest/identity/groups?userId=ops").body())
                .contains("\"operators\"")
                .doesNotContain("approvers");
        assertThat(as("stranger").get("/engine-rest/process-definition").body()).isEqualTo("[]");
        assertThat(WebLogin.attempt(port, "stranger", "stranger").statusCode()).isEqualTo(403);
    }

    @Test
    void nobody_is_made_here() {
        assertThat(application.getBean(ProcessEngine.class).getIdentityService().isReadOnly())
                .isTrue();
        assertThat(as("boss")
                        .post(
                                "/engine-rest/user/create",
                                "{\"profile\":{\"id\":\"mole\"},\"credentials\":{\"password\":\"mole\"}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(basic("mole", "mole")).isEqualTo(401);
    }

    @Test
    void while_the_directory_is_down_no_door_opens_and_no_decision_is_taken() throws Exception {
        WebLogin approver = new WebLogin(port, "approver");
        String task = task(begin("ops"));
        ldap.goDown();
        try {
            for (HttpResponse<String> answer : List.of(
                    WebLogin.attempt(port, "ops", "ops"),
                    as("ops").get("/engine-rest/task"),
                    approver.post("/task/" + task + "/complete", "{}"))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
                assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("reader");
            }
        } finally {
            ldap.comeUp();
        }
        assertThat(approver.post("/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(204);
    }

    private static ConfigurableApplicationContext product() throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:people;DB_CLOSE_ON_EXIT=FALSE",
                "--runbooks.vault=" + directory.resolve("vault"),
                "--runbooks.evidence.signing-key=" + directory.resolve("evidence-key.pem"),
                "--logging.level.root=off",
                "--logging.level.org.cnxrunbooks=off"));
        settings.addAll(ldap.settings(
                identity.pem(directory.resolve("ca.pem")), Files.writeString(directory.resolve("reader"), "reader\n")));
        return SpringApplication.run(RunbookApplication.class, settings.toArray(String[]::new));
    }

    private static Caller as(String user) {
        return new Caller(port, user, user);
    }

    private static int basic(String user, String password) {
        return new Caller(port, user, password).get("/engine-rest/task").statusCode();
    }

    private static HttpResponse<String> begin(String user) {
        return Errand.begin(as(user));
    }

    private static String task(HttpResponse<String> begun) {
        return Errand.task(as("approver"), begun);
    }
}
