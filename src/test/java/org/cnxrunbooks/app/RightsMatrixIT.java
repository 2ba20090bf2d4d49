package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.guard.Attack;
import org.cnxrunbooks.guard.Caller;
import org.cnxrunbooks.guard.Targets;
import org.cnxrunbooks.guard.WebLogin;
import org.cnxrunbooks.lab.LabAccounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call that can change something, by every role, at both doors, against the table {@code guard/rights.csv}: what
 * each is answered. A call that a new release brings is in no line and fails until somebody has judged it.
 *
 * <p>In the table 403 is a refusal, 404 one that does not even say whether the thing exists, 400 and 415 a call that came
 * to nothing because of what it sent, and 2xx something done.
 */
class RightsMatrixIT {

    private static final List<String> PEOPLE = List.of("nobody", "ops", "approver", "auditor", "admin");
    private static final String JSON = "application/json";

    /** Long polling is not part of the web applications. */
    private static final String NOT_SERVED = "POST /external-task/fetchAndLock";

    private static final Path TABLE = Path.of("src/test/resources/guard/rights.csv");

    @TempDir
    static Path directory;

    private static final AtomicInteger VICTIMS = new AtomicInteger();

    private static SiteApplication site;

    private final Map<String, String> bodies = bodies();

    @BeforeAll
    static void start() throws IOException {
        site = SiteApplication.start(directory, "--camunda.bpm.job-execution.enabled=false");
        Targets.deploy(site.engine());
        LabAccounts.create(engine().getIdentityService());
        person("nobody");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void the_table_judges_every_call_and_none_that_is_not_there() throws IOException {
        assertThat(table().keySet()).isEqualTo(RestEndpoints.all());
    }

    @Test
    void nobody_who_does_not_say_who_they_are_changes_anything() {
        Caller stranger = new Caller(site.port(), null, null);
        Map<String, String> ids = ids();
        for (String call : RestEndpoints.all()) {
            assertThat(stranger.send(method(call), "/engine-rest" + filled(call, ids), body(call, ids), JSON)
                            .statusCode())
                    .as(call)
                    .isEqualTo(401);
            assertThat(stranger.send(
                                    method(call),
                                    "/camunda/api/engine/engine/default" + filled(call, ids),
                                    body(call, ids),
                                    JSON)
                            .statusCode())
                    .as(call)
                    .isIn(401, 403);
        }
    }

    @Test
    void the_rest_api_answers_as_the_table_says() throws IOException {
        Map<String, Caller> callers =
                PEOPLE.stream().collect(Collectors.toMap(user -> user, user -> new Caller(site.port(), user, user)));
        compare("rest", (user, call, ids) -> callers.get(user)
                .send(method(call), "/engine-rest" + filled(call, ids), body(call, ids), JSON)
                .statusCode());
    }

    @Test
    void the_web_applications_answer_as_the_table_says() throws IOException {
        Map<String, WebLogin> logins = new HashMap<>();
        for (String user : List.of("ops", "approver", "auditor", "admin")) {
            logins.put(user, new WebLogin(site.port(), user, user.equals("auditor") ? "cockpit" : "tasklist"));
        }
        compare(
                "web",
                (user, call, ids) -> logins.containsKey(user)
                        ? logins.get(user)
                                .send(
                                        method(call),
                                        "/camunda/api/engine/engine/default" + filled(call, ids),
                                        body(call, ids),
                                        JSON)
                                .statusCode()
                        : -1);
    }

    /** What makes sense to the calls that need more than an empty object. */
    private static Map<String, String> bodies() {
        Map<String, String> bodies = new HashMap<>(Attack.bodies());
        bodies.put("POST /group/create", "{'id':'{group}x','name':'x','type':'WORKFLOW'}");
        bodies.put("POST /tenant/create", "{'id':'{group}x','name':'x'}");
        bodies.put(
                "POST /user/create",
                "{'profile':{'id':'{user}x','firstName':'x','lastName':'x'},'credentials':{'password':'x'}}");
        bodies.put(
                "POST /authorization/create",
                "{'type':1,'permissions':['ALL'],'userId':'{user}','resourceType':0,'resourceId':'x'}");
        bodies.put("POST /filter/create", "{'name':'{user}','resourceType':'Task','query':{}}");
        bodies.put("PUT /user/{}/profile", "{'id':'{user}','firstName':'y','lastName':'y'}");
        bodies.put("PUT /group/{}", "{'id':'{group}','name':'y'}");
        bodies.put("PUT /job/{}/retries", "{'retries':1}");
        bodies.put("PUT /external-task/{}/retries", "{'retries':1}");
        bodies.put("PUT /job/{}/priority", "{'priority':1}");
        bodies.put("PUT /external-task/{}/priority", "{'priority':1}");
        bodies.put("POST /telemetry/configuration", "{'enableTelemetry':false}");
        bodies.put("POST /task/{}/comment/create", "{'message':'x'}");
        bodies.put("POST /task/{}/claim", "{'userId':'approver'}");
        bodies.put("POST /task/{}/assignee", "{'userId':'approver'}");
        for (String end : List.of("complete", "submit-form")) {
            bodies.put("POST /task/{}/" + end, "{'variables':{'planApproved':{'value':true}}}");
        }
        for (String definition : List.of("{}", "key/{}")) {
            bodies.put(
                    "POST /process-definition/" + definition + "/submit-form",
                    "{'variables':{'cellName':{'value':'{user}'},'changeReference':{'value':'CHG1'}}}");
            bodies.put(
                    "POST /process-definition/" + definition + "/restart-async",
                    bodies.get("POST /process-definition/{}/restart"));
        }
        bodies.put("POST /migration/executeAsync", bodies.get("POST /migration/execute"));
        bodies.put("POST /process-instance/delete", "{'processInstanceIds':['{run}']}");
        bodies.put("POST /history/process-instance/delete", "{'historicProcessInstanceIds':['{ended}']}");
        return bodies;
    }

    private interface Door {
        int answer(String user, String call, Map<String, String> ids);
    }

    private void compare(String door, Door calls) throws IOException {
        Map<String, String> expected = table();
        List<String> observed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Map<String, String> ids = ids();
        for (String call : RestEndpoints.all()) {
            List<String> line = new ArrayList<>();
            String[] judged = expected.getOrDefault(call, "").split(",");
            for (int i = 0; i < PEOPLE.size(); i++) {
                int answer = calls.answer(PEOPLE.get(i), call, ids);
                if (answer / 100 == 2 && call.contains("{")) {
                    ids = ids(); // what was there may be gone or another now
                }
                line.add(Integer.toString(answer));
                if (answer >= 0
                        && !(door.equals("web") && call.equals(NOT_SERVED))
                        && (judged.length <= i || !judged[i].equals(Integer.toString(answer)))) {
                    wrong.add("%s by %s: %d".formatted(call, PEOPLE.get(i), answer));
                }
            }
            observed.add(call + "," + String.join(",", line));
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/rights-" + door + ".csv"), observed);
        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        if (Files.exists(TABLE)) {
            Files.readAllLines(TABLE).stream()
                    .skip(1)
                    .forEach(line ->
                            table.put(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1)));
        }
        return table;
    }

    private Map<String, String> ids() {
        String victim = "victim" + VICTIMS.incrementAndGet();
        Map<String, String> ids = new HashMap<>(Targets.in(engine(), victim));
        person(victim);
        IdentityService identities = engine().getIdentityService();
        identities.saveGroup(identities.newGroup(victim));
        ids.put("user", victim);
        ids.put("group", victim);
        FilterService filters = engine().getFilterService();
        ids.put(
                "filter",
                filters.saveFilter(filters.newTaskFilter(victim)
                                .setQuery(engine().getTaskService()
                                        .createTaskQuery()
                                        .taskName("none")))
                        .getId());
        return ids;
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    /** The address with things that exist, where there are any. */
    private static String filled(String call, Map<String, String> ids) {
        String address = call.substring(call.indexOf(' ') + 1)
                .replaceAll("/key/\\{[^}]*}", "/key/guarded")
                .replaceAll("/tenant-id/\\{[^}]*}", "/tenant-id/none");
        for (Map.Entry<String, String> place : Map.of(
                        "/history/process-instance/", "ended",
                        "/process-instance/", "run",
                        "/task/", "task",
                        "/execution/", "execution",
                        "/external-task/", "work",
                        "/job/", "job",
                        "/process-definition/", "definition",
                        "/user/", "user",
                        "/group/", "group",
                        "/filter/", "filter")
                .entrySet()) {
            if (!address.contains("/history/") || place.getKey().startsWith("/history/")) {
                address = address.replaceFirst(
                        java.util.regex.Pattern.quote(place.getKey()) + "\\{[^}]*}",
                        place.getKey() + ids.get(place.getValue()));
            }
        }
        return address.replaceAll("\\{[^}]*}", "none");
    }

    private String body(String call, Map<String, String> ids) {
        if (method(call).equals("DELETE")) {
            return null;
        }
        String form = call.replaceAll("\\{[^}]*}", "{}");
        return Attack.filled(bodies.getOrDefault(form, "{}"), ids).replace('\'', '"');
    }

    private static void person(String id) {
        IdentityService identities = engine().getIdentityService();
        User user = identities.newUser(id);
        user.setPassword(id);
        identities.saveUser(user);
    }

    private static ProcessEngine engine() {
        return site.engine();
    }
}
