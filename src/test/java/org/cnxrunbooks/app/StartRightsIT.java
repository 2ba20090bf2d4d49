package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.cnxrunbooks.guard.WebLogin;
import org.cnxrunbooks.lab.LabAccounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The night shift starts backups of {@code prod}, operators interim fixes anywhere, the day shift everything on
 * {@code prod}; by every door.
 */
class StartRightsIT {

    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static SiteApplication site;

    @BeforeAll
    static void start() throws IOException {
        String cells =
                new SettingsText(directory).replace("10.0.0.", "127.251.0.").yaml();
        Path second = Files.writeString(
                directory.resolve("second.yaml"),
                "runbooks:\n  cells:\n    second:\n" + cells.substring(cells.indexOf("    prod:\n") + 10));
        site = SiteApplication.start(
                directory,
                "--spring.config.import=" + second.toUri(),
                "--camunda.bpm.job-execution.enabled=false",
                "--runbooks.start[0].group=night-shift",
                "--runbooks.start[0].runbooks=backup,maintenance-notice",
                "--runbooks.start[0].cells=prod",
                "--runbooks.start[1].group=operators",
                "--runbooks.start[1].runbooks=ifix",
                "--runbooks.start[2].group=day-shift",
                "--runbooks.start[2].cells=prod");
        LabAccounts.create(identities());
        site.person("nina", "operators", "night-shift");
        site.person("dora", "operators", "day-shift");
        site.person("olaf", "night-shift", "auditors");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private enum Door {
        REST_START {
            @Override
            HttpResponse<String> start(String user, String runbook, String body) {
                return site.caller(user).post("/engine-rest/process-definition/key/" + runbook + "/start", body);
            }
        },
        REST_FORM {
            @Override
            HttpResponse<String> start(String user, String runbook, String body) {
                return site.caller(user)
                        .post("/engine-rest/process-definition/" + definition(runbook) + "/submit-form", body);
            }
        },
        WEB_START {
            @Override
            HttpResponse<String> start(String user, String runbook, String body) {
                return web(user)
                        .send("POST", WEB + "/process-definition/" + definition(runbook) + "/start", body, JSON_TYPE);
            }
        },
        TASKLIST {
            @Override
            HttpResponse<String> start(String user, String runbook, String body) {
                return web(user)
                        .send("POST", WEB + "/process-definition/key/" + runbook + "/submit-form", body, JSON_TYPE);
            }
        };

        private static final String JSON_TYPE = "application/json";

        abstract HttpResponse<String> start(String user, String runbook, String body);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_is_started_by_whom_the_configuration_names(Door door) {
        assertThat(door.start("nina", "backup", request("prod")).statusCode()).isEqualTo(200);
        assertThat(door.start("dora", "backup", request("prod")).statusCode()).isEqualTo(200);
        assertThat(door.start("admin", "backup", request("second")).statusCode())
                .as("administrators start everything")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void nobody_else_starts_it_and_each_is_told_why(Door door) throws IOException {
        int before = recorded().size();
        for (String[] refused : new String[][] {
            {
                "nina",
                "backup",
                "second",
                "Cannot start backup on second: nina may not (observed night-shift, operators,"
                        + " expected an administrator)"
            },
            {"ops", "backup", "prod", "observed operators, expected operators and one of: day-shift or night-shift"},
            {"nina", "ifix-with-downtime", "prod", "expected operators and one of: day-shift)"},
            {"approver", "backup", "prod", "observed approvers"},
        }) {
            HttpResponse<String> answer = door.start(refused[0], refused[1], request(refused[2]));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains(refused[3], "HINT: runbooks.start");
        }
        assertThat(recorded()).hasSize(before + 4).last().satisfies(entry -> {
            assertThat(entry.at("/draft/actor").asText()).isEqualTo("approver");
            assertThat(entry.at("/draft/step").asText()).isEqualTo("backup");
            assertThat(entry.at("/draft/outcome").asText()).isEqualTo("REFUSED");
            assertThat(entry.at("/draft/message").asText()).startsWith("Cannot start backup on prod");
        });
    }

    @Test
    void who_is_no_operator_starts_nothing_for_the_tasks_are_operators() {
        for (Door door : List.of(Door.REST_START, Door.REST_FORM)) {
            assertThat(door.start("olaf", "backup", request("prod")).body())
                    .contains(
                            "observed auditors, night-shift, expected operators and one of: day-shift or night-shift");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_start_that_names_no_cell_or_names_it_otherwise_is_no_way_round(Door door) {
        for (String cell : List.of(
                "{}",
                "{\"value\":[\"prod\"]}",
                "{\"value\":\"\\\"second\\\"\",\"type\":\"Json\"}",
                "{\"value\":\"second\",\"type\":\"String\",\"valueInfo\":{\"transient\":true}}",
                "{\"value\":\"PROD\"}",
                "{\"value\":\"prod \"}")) {
            HttpResponse<String> answer =
                    door.start("nina", "backup", request("prod").replace("{\"value\":\"prod\"}", cell));
            assertThat(answer.statusCode()).as("%s: %s", cell, answer.body()).isEqualTo(403);
        }
    }

    @Test
    void a_right_given_in_the_admin_application_opens_nothing() {
        allow("operators", "maintenance-notice");
        assertThat(Door.REST_START
                        .start("ops", "maintenance-notice", request("prod"))
                        .body())
                .contains("Cannot start maintenance-notice on prod");
    }

    @Test
    void the_java_api_with_a_logged_in_person_is_no_way_round() {
        identities().setAuthentication("ops", List.of("operators", "night-shift"));
        try {
            Map<String, Object> request =
                    new HashMap<>(Map.of("cellName", "prod", "changeReference", "CHG1", "reason", "test"));
            assertThatThrownBy(() -> site.engine().getFormService().submitStartForm(definition("backup"), request))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("ops may not");
            assertThatThrownBy(() -> site.engine().getRuntimeService().startProcessInstanceByKey("backup", request))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("ops may not");
        } finally {
            identities().clearAuthentication();
        }
    }

    @Test
    void the_start_form_offers_the_cells_on_which_the_person_may() throws IOException {
        assertThat(offered("nina", "backup")).containsExactly("prod");
        assertThat(offered("nina", "ifix")).containsExactly("prod", "second");
        assertThat(offered("dora", "ifix-with-downtime")).containsExactly("prod");
        assertThat(offered("ops", "backup")).isEmpty();
        assertThat(offered("admin", "backup")).containsExactly("prod", "second");
    }

    @Test
    void tasklist_lists_the_runbooks_that_the_person_may_start() throws IOException {
        String list = "/process-definition?latest=true&startableInTasklist=true&startablePermissionCheck=true";
        for (Map.Entry<String, List<String>> person : Map.of(
                        "nina", List.of("backup", "ifix", "maintenance-notice"),
                        "dora", List.of("backup", "ifix", "ifix-with-downtime", "maintenance-notice"))
                .entrySet()) {
            assertThat(JSON.readTree(web(person.getKey())
                            .send("GET", WEB + list, null, "application/json")
                            .body()))
                    .extracting(definition -> definition.path("key").asText())
                    .contains(person.getValue().toArray(String[]::new))
                    .doesNotContain(person.getKey().equals("nina") ? "ifix-with-downtime" : "raise-notice");
        }
    }

    @Test
    void what_a_runbook_calls_is_its_own() {
        site.engine()
                .getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "called.bpmn",
                        Bpmn.createExecutableProcess("called")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .endEvent()
                                .done())
                .addString(
                        "caller.form",
                        """
                        {"type":"default","id":"caller","schemaVersion":18,"components":[
                        {"type":"textfield","id":"f1","key":"cellName","label":"Cell"}]}""")
                .addModelInstance(
                        "caller.bpmn",
                        Bpmn.createExecutableProcess("caller")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .camundaFormRef("caller")
                                .camundaFormRefBinding("deployment")
                                .callActivity()
                                .calledElement("called")
                                .endEvent()
                                .done())
                .deploy();
        allow("day-shift", "caller");
        String prod = "{\"variables\":{\"cellName\":{\"value\":\"prod\"}}}";
        assertThat(Door.REST_START.start("dora", "caller", prod).statusCode()).isEqualTo(200);
        assertThat(Door.REST_START.start("dora", "called", "{\"variables\":{}}").body())
                .as("by itself it names no cell")
                .contains("Cannot start called: dora may not");
    }

    private static List<String> offered(String user, String runbook) throws IOException {
        String byId = "/process-definition/" + definition(runbook) + "/deployed-start-form";
        String byKey = "/process-definition/key/" + runbook + "/deployed-start-form";
        String web = web(user).send("GET", WEB + byId, null, "application/json").body();
        String rest = site.caller(user).get("/engine-rest" + byKey).body();
        assertThat(cells(web)).isEqualTo(cells(rest));
        return cells(web);
    }

    private static List<String> cells(String form) throws IOException {
        for (JsonNode component : JSON.readTree(form).path("components")) {
            if (component.path("key").asText().equals("cellName")) {
                return component.path("values").findValuesAsText("value");
            }
        }
        throw new AssertionError("no field for the cell: " + form);
    }

    private static List<JsonNode> recorded() throws IOException {
        String chain = DateTimeFormatter.ofPattern("'refused-starts-'yyyyMM")
                .withZone(ZoneOffset.UTC)
                .format(site.context().getBean(Clock.class).instant());
        JsonNode evidence = JSON.readTree(
                site.caller("auditor").get("/runs/" + chain + "/evidence").body());
        List<JsonNode> entries = new ArrayList<>();
        evidence.path("entries").forEach(entries::add);
        return entries;
    }

    private static String request(String cell) {
        return """
                {"variables":{"cellName":{"value":"%s"},"changeReference":{"value":"CHG1"},
                "reason":{"value":"test"},"includeInstallationManager":{"value":true}}}"""
                .formatted(cell);
    }

    private static String definition(String runbook) {
        return site.engine()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(runbook)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static WebLogin web(String user) {
        return new WebLogin(site.port(), user, "tasklist");
    }

    private static IdentityService identities() {
        return site.engine().getIdentityService();
    }

    private static void allow(String group, String runbook) {
        Authorization row =
                site.engine().getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setGroupId(group);
        row.setResource(Resources.PROCESS_DEFINITION);
        row.setResourceId(runbook);
        row.addPermission(ProcessDefinitionPermissions.CREATE_INSTANCE);
        site.engine().getAuthorizationService().saveAuthorization(row);
    }
}
