package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people send with a start or a decision, as scripts and Tasklist send it. */
class FormInputIT {

    private static GuardedServer server;

    @BeforeAll
    static void start() {
        server = GuardedServer.guarded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "submit-form"})
    void a_run_is_started_with_what_the_form_asks_for(String end) {
        HttpResponse<String> answer = start(
                end,
                """
                "cellName":{"value":"lab","type":"String"},"changeReference":{"value":"CHG7"},
                "includeInstallationManager":{"value":true,"type":"Boolean"},"startAt":{"value":"2030-01-01T20:00:00Z"}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void what_is_not_required_may_be_left_out_or_null() {
        assertThat(start(
                                "start",
                                "'cellName':{'value':'lab'},'changeReference':{'value':'CHG7'},'startAt':{'value':null}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "start       | 'cellName':{'value':'nowhere'},'changeReference':{'value':'CHG7'} | cellName",
                "submit-form | 'cellName':{'value':'nowhere'},'changeReference':{'value':'CHG7'} | cellName",
                "start       | 'cellName':{'value':'lab'} | changeReference",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'  '} | is required",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'x'} | does not match",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':7} | expected text",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'CHG012345678901234567890'} | too long",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'CHG7'},'planApproved':{'value':true} | planApproved: is no field",
                "submit-form | 'cellName':{'value':'lab'},'changeReference':{'value':'CHG7'},'starter':{'value':'x'} | starter: is no field",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'CHG7'},'includeInstallationManager':{'value':'yes'} | true or false",
                "start       | 'cellName':{'value':'lab'},'changeReference':{'value':'CHG7'},'startAt':{'value':'tomorrow'} | ISO 8601",
                "start       | 'cellName':{'value':'lab','type':'String','valueInfo':{'transient':true}},'changeReference':{'value':'CHG7'} | type that no form sends",
                "start       | 'cellName':{'value':'YQ==','type':'Bytes'},'changeReference':{'value':'CHG7'} | type that no form sends",
                "start       | | changeReference"
            })
    void anything_else_is_refused_with_the_reason(String end, String variables, String reason) {
        HttpResponse<String> answer = start(end, variables == null ? "" : variables);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("Input refused: guarded-start", reason, "HINT: ");
    }

    @Test
    void all_violations_are_named_at_once() {
        assertThat(start("start", "'cellName':{'value':'nowhere'},'planApproved':{'value':true}")
                        .body())
                .contains("observed 3 violations", "cellName", "changeReference", "planApproved");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "complete    | 'planApproved':{'value':true},'cellName':{'value':'prod'} | cellName: is no field",
                "submit-form | 'planApproved':{'value':true},'cellName':{'value':'prod'} | cellName: is no field",
                "submit-form | 'planApproved':{'value':true},'changeReference':{'value':'CHG9'} | only shown",
                "complete    | 'approvalComment':{'value':'fine'} | planApproved",
                "complete    | 'planApproved':{'value':'true'} | one of true, false",
                "complete    | 'planApproved':{'value':false} | required when planApproved=false",
                "submit-form | 'planApproved':{'value':false},'approvalComment':{'value':' '} | required when planApproved=false"
            })
    void a_decision_takes_nothing_but_its_form(String end, String variables, String reason) {
        String task = server.task(server.run("ops"));
        HttpResponse<String> answer = send("approver", "/task/" + task + "/" + end, variables);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("Input refused: guarded-approve", reason);
        assertThat(server.engine()
                        .getTaskService()
                        .createTaskQuery()
                        .taskId(task)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_rejection_with_its_comment_is_accepted() {
        String task = server.task(server.run("ops"));
        assertThat(send(
                                "approver",
                                "/task/" + task + "/complete",
                                "'planApproved':{'value':false},'approvalComment':{'value':'no'}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void what_the_form_only_shows_is_not_stored_again() {
        String run = server.run("ops");
        assertThat(send(
                                "approver",
                                "/task/" + server.task(run) + "/submit-form",
                                "'planApproved':{'value':true},'changeReference':{'value':'CHG1'}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.engine()
                        .getHistoryService()
                        .createHistoricDetailQuery()
                        .processInstanceId(run)
                        .variableUpdates()
                        .list())
                .filteredOn(detail -> ((org.camunda.bpm.engine.history.HistoricVariableUpdate) detail)
                        .getVariableName()
                        .equals("changeReference"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "204 | 'keepDays':{'value':7} | ",
                "204 | 'keepDays':{'value':30},'detail':{'value':'x'},'parts':{'value':'[\\\"a\\\",\\\"b\\\"]','type':'Json'} | ",
                "204 | 'keepDays':{'value':7},'detail':{'value':null},'parts':{'value':'[]','type':'Json'} | ",
                "400 | 'keepDays':{'value':0} | too small",
                "400 | 'keepDays':{'value':91},'detail':{'value':'x'} | too large",
                "400 | 'keepDays':{'value':1.5} | decimal digits",
                "400 | 'keepDays':{'value':'7'} | a number",
                "400 | 'keepDays':{'value':30} | detail",
                "400 | 'keepDays':{'value':7},'detail':{'value':'x'} | is hidden",
                "400 | 'keepDays':{'value':7},'parts':{'value':'[\\\"c\\\"]','type':'Json'} | expected one of",
                "400 | 'keepDays':{'value':7},'parts':{'value':'a'} | a list",
                "400 | 'keepDays':{'value':7},'cellName':{'value':'prod'} | only shown"
            })
    void numbers_lists_and_hidden_fields_keep_the_rules_of_their_form(int status, String variables, String reason) {
        String run = server.run("ops");
        server.engine().getTaskService().complete(server.task(run));
        String work = server.engine()
                .getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
        server.engine().getExternalTaskService().lock(work, "w", 1000);
        server.engine().getExternalTaskService().complete(work, "w");

        HttpResponse<String> answer = send("ops", "/task/" + server.task(run) + "/submit-form", variables);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (reason != null) {
            assertThat(answer.body()).contains(reason);
        }
    }

    private HttpResponse<String> start(String end, String variables) {
        return send("ops", "/process-definition/key/guarded/" + end, variables);
    }

    private HttpResponse<String> send(String user, String path, String variables) {
        return server.as(user).post("/engine-rest" + path, "{\"variables\":{" + variables.replace('\'', '"') + "}}");
    }

    @Test
    void a_question_left_open_clears_the_answer_of_an_earlier_round() {
        String run = server.run("ops");
        server.engine().getRuntimeService().setVariable(run, "approvalComment", "from before");
        assertThat(send("approver", "/task/" + server.task(run) + "/complete", "'planApproved':{'value':true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.engine().getRuntimeService().getVariable(run, "approvalComment"))
                .isNull();
        String other = server.run("ops");
        server.engine().getRuntimeService().setVariable(other, "approvalComment", "from before");
        assertThat(send("approver", "/task/" + server.task(other) + "/complete", "'planApproved':{'value':false}")
                        .body())
                .contains("required when planApproved=false");
    }
}
