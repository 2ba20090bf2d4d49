package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourEyesIT {

    static final String YES = "{\"variables\":{\"planApproved\":{\"value\":true}}}";

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
    @ValueSource(strings = {"complete", "submit-form"})
    void the_starter_never_approves_even_as_an_approver(String end) {
        String task = server.task(server.run("both"));
        HttpResponse<String> answer = server.as("both").post("/engine-rest/task/" + task + "/" + end, YES);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("both started this run", "expected a second person");
        assertThat(server.as("approver")
                        .post("/engine-rest/task/" + task + "/" + end, YES)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void the_starter_is_neither_assigned_nor_claims() {
        String task = server.task(server.run("both"));
        for (String user : List.of("both", "admin", "approver")) {
            assertThat(server.as(user)
                            .post("/engine-rest/task/" + task + "/assignee", "{\"userId\":\"both\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.as(user)
                            .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"both\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(server.as("admin")
                        .put(
                                "/engine-rest/task/" + task,
                                "{\"name\":\"Approve\",\"assignee\":\"both\",\"priority\":50}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void administrators_are_no_exception() {
        String task = server.task(server.run("admin"));
        server.engine().getIdentityService().createMembership("admin", "approvers");
        try {
            HttpResponse<String> answer = server.as("admin").post("/engine-rest/task/" + task + "/complete", YES);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("admin started this run");
        } finally {
            server.engine().getIdentityService().deleteMembership("admin", "approvers");
        }
        assertThat(server.as("admin")
                        .post("/engine-rest/task/" + server.task(server.run("ops")) + "/complete", YES)
                        .body())
                .contains("admin is no member of approvers");
    }

    @Test
    void only_members_of_the_group_complete_and_membership_counts_at_that_moment() {
        String task = server.task(server.run("ops"));
        assertThat(server.as("ops2")
                        .post("/engine-rest/task/" + task + "/complete", YES)
                        .body())
                .contains("ops2 is no member of approvers", "observed operators");
        server.engine().getIdentityService().createMembership("ops2", "approvers");
        assertThat(server.as("ops2")
                        .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"ops2\"}")
                        .statusCode())
                .isEqualTo(204);
        server.engine().getIdentityService().deleteMembership("ops2", "approvers");
        HttpResponse<String> late = server.as("ops2").post("/engine-rest/task/" + task + "/complete", YES);
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(server.as("ops2")
                        .post("/engine-rest/task/" + task + "/unclaim", "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_second_account_of_the_starter_is_the_starter() {
        var identities = server.engine().getIdentityService();
        for (String account : List.of("ops", "approver2")) {
            User person = identities.createUserQuery().userId(account).singleResult();
            person.setEmail(account.equals("ops") ? "olga@example.org" : " Olga@Example.org");
            identities.saveUser(person);
        }
        try {
            String task = server.task(server.run("ops"));
            HttpResponse<String> answer = server.as("approver2").post("/engine-rest/task/" + task + "/complete", YES);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("approver2, as ops, started this run");
            assertThat(server.as("approver")
                            .post("/engine-rest/task/" + task + "/complete", YES)
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            for (String account : List.of("ops", "approver2")) {
                User person = identities.createUserQuery().userId(account).singleResult();
                person.setEmail("");
                identities.saveUser(person);
            }
        }
    }

    @Test
    void whoever_took_part_in_planning_does_not_approve() {
        server.engine()
                .getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "planned.bpmn",
                        Bpmn.createExecutableProcess("planned")
                                .startEvent()
                                .userTask("userTask_inspectPlan")
                                .camundaCandidateGroups("operators")
                                .userTask("userTask_approvePlan")
                                .camundaCandidateGroups("approvers")
                                .userTask("userTask_approveAgain")
                                .camundaCandidateGroups("approvers")
                                .endEvent()
                                .done())
                .deploy();
        String run = server.engine()
                .getRuntimeService()
                .startProcessInstanceByKey("planned")
                .getId();
        String nothing = "{\"variables\":{}}";
        assertThat(server.as("both")
                        .post("/engine-rest/task/" + server.task(run) + "/complete", nothing)
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> answer =
                server.as("both").post("/engine-rest/task/" + server.task(run) + "/complete", nothing);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("both took part in planning this run");
        for (int approval = 0; approval < 2; approval++) {
            assertThat(server.as("approver")
                            .post("/engine-rest/task/" + server.task(run) + "/complete", nothing)
                            .statusCode())
                    .as("who approved before has not planned")
                    .isEqualTo(204);
        }
    }

    @Test
    void people_work_as_the_model_says() {
        String task = server.task(server.run("ops"));
        assertThat(server.as("approver")
                        .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.as("approver")
                        .put(
                                "/engine-rest/task/" + task,
                                "{\"name\":\"Approve\",\"assignee\":\"approver\",\"priority\":60}")
                        .statusCode())
                .as("priority may be changed")
                .isEqualTo(204);
        assertThat(server.as("approver")
                        .post("/engine-rest/task/" + task + "/submit-form", YES)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void the_java_api_with_a_logged_in_person_is_no_way_round() {
        String task = server.task(server.run("both"));
        var identities = server.engine().getIdentityService();
        identities.setAuthentication("both", List.of("operators", "approvers"));
        try {
            Assertions.assertThatThrownBy(
                            () -> server.engine().getTaskService().complete(task, Map.of("planApproved", true)))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("second person");
        } finally {
            identities.clearAuthentication();
        }
    }

    @Test
    void tasklist_is_no_way_round() {
        String task = server.task(server.run("both"));
        WebLogin starter = new WebLogin(server.port(), "both");
        HttpResponse<String> answer = starter.post("/task/" + task + "/submit-form", YES);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("both started this run");
        assertThat(starter.post("/task/" + task + "/claim", "{\"userId\":\"both\"}")
                        .statusCode())
                .isEqualTo(403);

        WebLogin approver = new WebLogin(server.port(), "approver");
        assertThat(approver.post("/task", DoorsIT.OR_QUERY).statusCode()).isEqualTo(400);
        assertThat(approver.post(
                                "/process-definition/key/guarded/start",
                                "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"serviceTask_pack\"}]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(approver.post(
                                "/task/" + task + "/submit-form",
                                "{\"variables\":{\"planApproved\":{\"value\":true},\"cellName\":{\"value\":\"prod\"}}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(approver.post("/task/" + task + "/submit-form", YES).statusCode())
                .isEqualTo(204);
    }
}
