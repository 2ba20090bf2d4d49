package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.guard.Caller;
import org.cnxrunbooks.guard.Targets;
import org.cnxrunbooks.guard.WebLogin;
import org.cnxrunbooks.lab.LabAccounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call of the web applications themselves, of their plugins, of the audit pages and of Spring that is no plain
 * reading, by every role, against the table {@code guard/web-rights.csv}. Most of them only ask with a body. A call that
 * a new release brings is in no line and fails until somebody has judged it.
 *
 * <p>Here {@code nobody} has a browser with its token and is not logged in; the log-in is tried by a person of no group.
 */
class WebRightsMatrixIT {

    private static final List<String> PEOPLE = List.of("nobody", "ops", "approver", "auditor", "admin");
    private static final Path TABLE = Path.of("src/test/resources/guard/web-rights.csv");

    @TempDir
    static Path directory;

    private static SiteApplication site;
    private static Map<String, String> ids;

    @BeforeAll
    static void start() throws IOException {
        site = SiteApplication.start(directory, "--camunda.bpm.job-execution.enabled=false");
        Targets.deploy(site.engine());
        IdentityService identities = site.engine().getIdentityService();
        LabAccounts.create(identities);
        User nobody = identities.newUser("nobody");
        nobody.setPassword("nobody");
        identities.saveUser(nobody);
        ids = Targets.in(site.engine(), "prod");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void the_table_judges_every_call_and_none_that_is_not_there() throws IOException {
        assertThat(table().keySet()).isEqualTo(WebEndpoints.all(site.context()));
    }

    @Test
    void the_web_applications_answer_as_the_table_says() throws IOException {
        List<String> observed = new ArrayList<>();
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> expected = table();
        for (String call : WebEndpoints.all(site.context())) {
            List<String> line = new ArrayList<>();
            for (String user : PEOPLE) {
                line.add(Integer.toString(send(login(user), call, user).statusCode()));
            }
            String answers = String.join(",", line);
            observed.add(call + "," + answers);
            if (!answers.equals(expected.get(call))) {
                wrong.put(call, answers);
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/rights-webapps.csv"), observed);
        assertThat(wrong).isEmpty();
    }

    @Test
    void without_the_token_of_the_browser_nothing_is_accepted() {
        for (String call : WebEndpoints.all(site.context())) {
            if (call.contains(" /camunda/api/")) {
                assertThat(new Caller(site.port(), null, null)
                                .send(method(call), filled(call), body(call, "ops"), type(call))
                                .statusCode())
                        .as(call)
                        .isIn(401, 403, 404);
            }
        }
    }

    private static WebLogin login(String user) {
        return user.equals("nobody")
                ? WebLogin.stranger(site.port())
                : new WebLogin(site.port(), user, user.equals("auditor") ? "cockpit" : "tasklist");
    }

    private static HttpResponse<String> send(WebLogin browser, String call, String user) {
        return browser.send(method(call), filled(call), body(call, user), type(call));
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static String filled(String call) {
        return call.substring(call.indexOf(' ') + 1)
                .replace("{engine}", "default")
                .replace("{engineName}", "default")
                .replace("{processEngineName}", "default")
                .replace("{appName}", "cockpit")
                .replaceAll("/process-definition/\\{[^}]*}", "/process-definition/" + ids.get("definition"))
                .replaceAll("/process-instance/\\{[^}]*}", "/process-instance/" + ids.get("run"))
                .replaceAll("\\{[^}]*}", "none");
    }

    private static String body(String call, String user) {
        return isLogin(call) ? "username=" + user + "&password=" + user : "{}";
    }

    private static String type(String call) {
        return isLogin(call) ? "application/x-www-form-urlencoded" : "application/json";
    }

    private static boolean isLogin(String call) {
        return call.contains("/login/");
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        Files.readAllLines(TABLE).stream()
                .skip(1)
                .forEach(
                        line -> table.put(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1)));
        return table;
    }
}
