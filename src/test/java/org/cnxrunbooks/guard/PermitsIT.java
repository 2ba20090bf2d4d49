package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermitsIT {

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
    @EnumSource
    void nobody_who_is_logged_in_gets_round_an_approval(Attack attack) {
        Map<String, String> ids = Targets.in(server.engine());
        assertThat(attack.by(server.as("nobody"), ids).statusCode())
                .as("without rights the engine may say first that there is nothing to see")
                .isIn(403, 404);
        for (String user : List.of("ops", "approver", "auditor", "admin")) {
            HttpResponse<String> answer = attack.by(server.as(user), ids);
            assertThat(answer.statusCode())
                    .as("%s by %s: %s", attack, user, answer.body())
                    .isEqualTo(403);
            assertThat(answer.body()).contains("(observed user " + user, "HINT: ");
        }
        assertThat(server.task(ids.get("run"))).as("the approval still waits").isEqualTo(ids.get("task"));
    }

    @Test
    void an_operator_sets_the_retries_of_an_incident_and_the_worker_takes_it_up() {
        Map<String, String> ids = Targets.in(server.engine());
        server.engine().getExternalTaskService().handleFailure(ids.get("work"), "worker", "broken", 0, 0);

        HttpResponse<String> answer =
                server.as("ops").put("/engine-rest/external-task/" + ids.get("work") + "/retries", "{\"retries\":1}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(server.engine()
                        .getExternalTaskService()
                        .fetchAndLock(10, "again")
                        .topic("pack", 1000)
                        .execute())
                .extracting(task -> task.getId())
                .contains(ids.get("work"));
    }

    @Test
    void only_administrators_suspend_and_delete_a_run() {
        String run = Targets.in(server.engine()).get("run");
        assertThat(server.as("ops")
                        .put("/engine-rest/process-instance/" + run + "/suspended", "{\"suspended\":true}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.as("ops")
                        .send("DELETE", "/engine-rest/process-instance/" + run, null, "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.as("admin")
                        .put("/engine-rest/process-instance/" + run + "/suspended", "{\"suspended\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.as("admin")
                        .send("DELETE", "/engine-rest/process-instance/" + run, null, "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void people_read_what_the_engine_lets_them_read() {
        Map<String, String> ids = Targets.in(server.engine());
        for (String path : List.of(
                "/task",
                "/task/" + ids.get("task") + "/form-variables",
                "/task/" + ids.get("task") + "/deployed-form",
                "/process-instance/" + ids.get("run") + "/variables",
                "/process-instance/" + ids.get("run") + "/activity-instances",
                "/process-definition/" + ids.get("definition") + "/xml",
                "/process-definition/" + ids.get("definition") + "/statistics",
                "/history/activity-instance",
                "/history/user-operation",
                "/history/process-instance/report?reportType=duration&periodUnit=month",
                "/history/task/report?reportType=count&groupBy=taskName",
                "/task/report/candidate-group-count",
                "/incident/count",
                "/job",
                "/metrics",
                "/external-task",
                "/authorization/check?permissionName=READ&resourceName=task&resourceType=7",
                "/filter?itemCount=true",
                "/identity/groups?userId=ops")) {
            HttpResponse<String> answer = server.as("ops").get("/engine-rest" + path);
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        }
    }
}
