package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in at all, and what may be asked in a query. */
class DoorsIT {

    static final String OR_QUERY = "{\"orQueries\":[{\"assigneeExpression\":\"${nosuchthing.x}\"}]}";

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
    @ValueSource(
            strings = {"", "/", "/engine", "/engine/default/user", "/user", "/task", "/process-definition", "/nothing"})
    void the_rest_api_answers_nobody_who_does_not_say_who_they_are(String path) {
        HttpResponse<String> answer = server.anonymous().get("/engine-rest" + path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
        assertThat(answer.body()).doesNotContain("default", "admin");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_are_refused_alike() {
        assertThat(new Caller(server.port(), "auditor", "wrong")
                        .get("/engine-rest/task")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Caller(server.port(), "stranger", "wrong")
                        .get("/engine-rest/task")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Caller(server.port(), "auditor", "")
                        .get("/engine-rest/task")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_person_without_rights_sees_nothing() {
        assertThat(server.as("nobody").get("/engine-rest/user").body()).doesNotContain("\"admin\"");
        assertThat(server.as("nobody").get("/engine-rest/process-definition").body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin/default/setup"
            })
    void the_set_up_page_is_closed_for_everybody(String path) {
        String user = "{\"profile\":{\"id\":\"mallory\",\"firstName\":\"m\",\"lastName\":\"m\"},"
                + "\"credentials\":{\"password\":\"m\"}}";
        assertThat(server.anonymous().post(path, user).statusCode()).isEqualTo(404);
        assertThat(server.anonymous().get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup;x/default/user/create",
                "/camunda;x/api/admin/setup/default/user/create",
                "/camunda/api//admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/x/../admin/setup/default/user/create",
                "/camunda/api/x/%2e%2e/admin/setup/default/user/create",
                "/camunda/api/engine;x/engine/default/user",
                "/camunda/api/%65ngine/engine/default/user",
                "//engine-rest/user",
                "/engine-rest;x/user",
                "/engine%2Drest/user"
            })
    void an_address_in_disguise_is_refused(String path) {
        assertThat(server.anonymous().post(path, "{}").statusCode()).isEqualTo(400);
        assertThat(server.anonymous().get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void the_web_applications_still_answer() {
        assertThat(server.anonymous().get("/camunda/app/welcome/default/").statusCode())
                .isEqualTo(200);
        assertThat(server.anonymous()
                        .get("/camunda/api/engine/engine/default/user")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task",
                "/task/count",
                "/filter/{filter}/list",
                "/filter/{filter}/count",
                "/filter/{filter}/singleResult"
            })
    void no_expression_comes_in_by_a_query(String path) {
        Filter filter = filter("plain");
        String address = "/engine-rest" + path.replace("{filter}", filter.getId());
        for (String user : new String[] {"ops", "approver", "admin"}) {
            for (String query : new String[] {
                OR_QUERY,
                "{\"assigneeExpression\":\"${nosuchthing.x}\"}",
                OR_QUERY.replace("${nosuchthing.x}", "${currentUser()}")
            }) {
                HttpResponse<String> answer = server.as(user).post(address, query);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
                assertThat(answer.body()).doesNotContain("resolve", "nosuchthing.x");
            }
        }
    }

    @Test
    void no_expression_but_the_two_harmless_ones_is_stored_in_a_filter() {
        String filter = "{\"name\":\"%s\",\"resourceType\":\"Task\",\"owner\":\"admin\",\"query\":%s}";
        assertThat(server.as("admin")
                        .post("/engine-rest/filter/create", filter.formatted("bad", OR_QUERY))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.as("admin")
                        .post(
                                "/engine-rest/filter/create",
                                filter.formatted("bad", "{\"assigneeExpression\":\"${x}\"}"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> mine = server.as("admin")
                .post(
                        "/engine-rest/filter/create",
                        filter.formatted("mine", "{\"assigneeExpression\":\"${currentUser()}\"}"));
        assertThat(mine.statusCode()).as(mine.body()).isEqualTo(200);
        assertThat(server.as("ops")
                        .post("/engine-rest/filter/create", filter.formatted("ops", "{}"))
                        .statusCode())
                .as("filters are kept by administrators")
                .isEqualTo(403);
    }

    @Test
    void a_filter_that_was_stored_with_an_expression_before_is_not_run() {
        Filter planted = server.engine().getFilterService().newTaskFilter("planted");
        planted.setQuery(server.engine()
                .getTaskService()
                .createTaskQuery()
                .or()
                .taskAssigneeExpression("${nosuchthing.x}")
                .endOr());
        server.engine().getFilterService().saveFilter(planted);
        try {
            assertThat(server.as("ops")
                            .get("/engine-rest/filter/" + planted.getId() + "/list")
                            .statusCode())
                    .isEqualTo(400);
        } finally {
            server.engine().getFilterService().deleteFilter(planted.getId());
        }
    }

    @Test
    void the_filters_that_the_application_makes_still_list_tasks() {
        String run = server.run("ops");
        String filter = filter("groups").getId();
        HttpResponse<String> answer = server.as("approver").get("/engine-rest/filter/" + filter + "/list");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(server.task(run));
        assertThat(server.as("approver")
                        .post("/engine-rest/filter/" + filter + "/list", "{\"orQueries\":[{\"unassigned\":true}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private Filter filter(String name) {
        var filters = server.engine().getFilterService();
        Filter present = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (present != null) {
            return present;
        }
        Filter filter = filters.newTaskFilter(name);
        var tasks = server.engine().getTaskService().createTaskQuery();
        filter.setQuery(name.equals("groups") ? tasks.taskCandidateGroupInExpression("${currentUserGroups()}") : tasks);
        filter.setProperties(Map.of("priority", 1));
        return filters.saveFilter(filter);
    }
}
