package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The known-bad twin: the same engine without the guard, where every attack succeeds. */
class UnguardedIT {

    private static GuardedServer server;

    @BeforeAll
    static void start() {
        server = GuardedServer.unguarded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELETE_THE_MODEL", "DELETE_THE_TASK"}) // the engine itself deletes no task of a run
    void without_the_guard_the_attack_succeeds(Attack attack) {
        Map<String, String> ids = Targets.in(server.engine());
        HttpResponse<String> answer = attack.by(server.as("ops"), ids);
        assertThat(answer.statusCode()).as("%s: %s", attack, answer.body()).isBetween(200, 204);
    }

    @Test
    void without_the_guard_anybody_reads_the_users() {
        assertThat(server.anonymous().get("/engine-rest/user").body()).contains("\"admin\"");
    }

    @Test
    void without_the_guard_the_starter_approves() {
        String task = server.task(server.run("both"));
        assertThat(server.as("both")
                        .post("/engine-rest/task/" + task + "/complete", FourEyesIT.YES)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void without_the_guard_anybody_with_rights_on_tasks_approves() {
        String task = server.task(server.run("ops"));
        assertThat(server.as("ops2")
                        .post("/engine-rest/task/" + task + "/submit-form", FourEyesIT.YES)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void without_the_guard_a_decision_takes_any_variable_with_any_value() {
        String run = server.run("ops");
        assertThat(server.as("approver")
                        .post(
                                "/engine-rest/task/" + server.task(run) + "/submit-form",
                                "{\"variables\":{\"planApproved\":{\"value\":\"perhaps\"},\"cellName\":{\"value\":\"prod\"}}}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.engine().getRuntimeService().getVariable(run, "cellName"))
                .isEqualTo("prod");
    }

    @Test
    void without_the_guard_a_run_starts_with_any_variable() {
        assertThat(server.as("ops")
                        .post(
                                "/engine-rest/process-definition/key/guarded/start",
                                "{\"variables\":{\"planApproved\":{\"value\":true}}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_the_guard_an_expression_in_a_query_is_evaluated() {
        assertThat(server.as("approver")
                        .post("/engine-rest/task", DoorsIT.OR_QUERY)
                        .body())
                .contains("Unable to resolve expression");
    }

    @Test
    void without_the_guard_the_set_up_page_listens() {
        assertThat(server.anonymous()
                        .post("/camunda/api/admin/setup/default/user/create", "{}")
                        .statusCode())
                .as("refused by the page itself, which is there")
                .isNotEqualTo(404);
    }

    @Test
    void without_the_guard_an_address_in_disguise_is_served() {
        assertThat(server.anonymous()
                        .get("/camunda/api/admin/setup;x/default/user/create")
                        .statusCode())
                .as("the page knows no GET, but it answers")
                .isEqualTo(405);
    }
}
