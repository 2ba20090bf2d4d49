package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.RunbookApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application with people of a real OpenID Connect provider, by the code flow over HTTP. */
class SignOnIT {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String WELCOME = "/camunda/app/welcome/default/";
    private static final String ME = "/camunda/api/admin/auth/user/default";

    @TempDir
    static Path directory;

    private static SignOnProvider provider;
    private static ConfigurableApplicationContext application;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        provider = new SignOnProvider();
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:sign-on;DB_CLOSE_ON_EXIT=FALSE",
                "--runbooks.vault=" + directory.resolve("vault"),
                "--runbooks.evidence.signing-key=" + directory.resolve("evidence-key.pem"),
                "--runbooks.admin.user=admin",
                "--runbooks.admin.password=admin",
                "--logging.level.root=off",
                "--logging.level.org.cnxrunbooks=off"));
        settings.addAll(provider.settings(Files.writeString(directory.resolve("client"), SignOnProvider.SECRET)));
        application = SpringApplication.run(RunbookApplication.class, settings.toArray(String[]::new));
        port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
        provider.register(port);
        ProcessEngine engine = application.getBean(ProcessEngine.class);
        Errand.deploy(engine);
        IdentityService identities = engine.getIdentityService();
        User robot = identities.newUser("robot");
        robot.setPassword("robot");
        identities.saveUser(robot);
        identities.createMembership("robot", "operators");
    }

    @AfterAll
    static void stop() {
        application.close();
        provider.close();
    }

    @Test
    void who_signs_on_at_the_provider_is_known_here_with_the_mapped_groups() {
        SignOnBrowser ops = browser();
        HttpResponse<String> page = ops.signOn("ops", "/camunda/app/tasklist/default/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/camunda/app/tasklist/default/");
        assertThat(ops.get(ME).body())
                .contains("\"userId\":\"ops\"", "tasklist", "cockpit")
                .doesNotContain("\"admin\"");
        assertThat(ops.get(ENGINE + "/identity/groups?userId=ops").body())
                .contains("operators")
                .doesNotContain("everybody");
        assertThat(signedOn("boss").get(ME).body()).contains("\"admin\"");
    }

    @Test
    void without_sign_on_pages_lead_to_the_provider_and_the_rest_stays_shut() {
        assertThat(browser().get("/camunda/app/cockpit/default/").uri().toString())
                .startsWith(provider.issuer() + "/login");
        assertThat(browser().get(ENGINE + "/task").statusCode()).isEqualTo(401);
        assertThat(browser().get("/runs").statusCode()).isEqualTo(401);
        SignOnBrowser ops = signedOn("ops");
        assertThat(ops.post(ME + "/login/tasklist", "username=admin&password=admin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ops.get(ME).body()).contains("\"ops\"");
    }

    @Test
    void an_operator_starts_an_approver_approves_and_nobody_does_both() {
        SignOnBrowser ops = signedOn("ops");
        SignOnBrowser approver = signedOn("approver");
        assertThat(Errand.begin(approver).statusCode()).isEqualTo(403);
        String task = Errand.task(approver, Errand.begin(ops));
        assertThat(ops.post(ENGINE + "/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(403);
        assertThat(approver.post(ENGINE + "/task/" + task + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(approver.post(ENGINE + "/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(204);
        SignOnBrowser both = signedOn("both");
        String own = Errand.task(approver, Errand.begin(both));
        assertThat(both.post(ENGINE + "/task/" + own + "/complete", "{}").statusCode())
                .isEqualTo(403);
        SignOnBrowser boss = signedOn("boss");
        assertThat(boss.post(ENGINE + "/task/" + own + "/complete", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_forged_request_without_the_token_of_the_page_changes_nothing() {
        SignOnBrowser ops = signedOn("ops");
        assertThat(ops.postWithoutToken(ENGINE + "/process-definition/key/errand/start", Errand.REQUEST)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_log_out_ends_the_whole_session_and_the_next_page_asks_the_provider() {
        SignOnBrowser ops = signedOn("ops");
        String session = ops.cookie("JSESSIONID");
        assertThat(ops.withSession(session, WELCOME).statusCode()).isEqualTo(200);
        assertThat(ops.post(ME + "/logout", "").statusCode()).isEqualTo(200);
        assertThat(ops.get(ENGINE + "/task").statusCode()).isEqualTo(401);
        assertThat(ops.withSession(session, WELCOME).statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "robot", "Admin", "o ps"})
    void nobody_enters_without_a_mapped_group_or_by_the_name_of_another(String name) {
        SignOnBrowser browser = browser();
        assertThat(browser.signOn(name, WELCOME).statusCode()).isEqualTo(403);
        assertThat(browser.get(ENGINE + "/task").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(value = Forgery.class, mode = EnumSource.Mode.EXCLUDE, names = "SIGNED_ANEW")
    void a_wrong_token_gets_nobody_in(Forgery forgery) {
        provider.forge(forgery);
        try {
            SignOnBrowser browser = browser();
            assertThat(browser.signOn("ops", WELCOME).statusCode()).isEqualTo(403);
            assertThat(browser.get(ENGINE + "/task").statusCode()).isEqualTo(401);
        } finally {
            provider.forge(null);
        }
    }

    @Test
    void the_same_token_signed_anew_by_the_provider_is_no_wrong_one() {
        provider.forge(Forgery.SIGNED_ANEW);
        try {
            assertThat(signedOn("ops").get(ME).body()).contains("\"ops\"");
        } finally {
            provider.forge(null);
        }
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        assertThat(browser()
                        .get("/login/oauth2/code/oidc?code=stolen&state=guessed")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void scripts_keep_their_password_and_a_session_is_none() {
        assertThat(new Caller(port, "robot", "robot").get("/engine-rest/task").statusCode())
                .isEqualTo(200);
        assertThat(new Caller(port, "robot", "wrong").get("/engine-rest/task").statusCode())
                .isEqualTo(401);
        SignOnBrowser ops = signedOn("ops");
        assertThat(ops.get("/engine-rest/task").statusCode()).isEqualTo(401);
    }

    @Test
    void an_auditor_reads_the_runs_by_the_same_session() {
        assertThat(signedOn("auditor").get("/runs").statusCode()).isEqualTo(200);
    }

    private static SignOnBrowser signedOn(String name) {
        SignOnBrowser browser = browser();
        assertThat(browser.signOn(name, WELCOME).statusCode()).as(name).isEqualTo(200);
        return browser;
    }

    private static SignOnBrowser browser() {
        return new SignOnBrowser(port, provider.issuer());
    }
}
