package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.guard.StartRights;
import org.cnxrunbooks.vault.Encryption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdentitySetupTest {

    private static final Installation.Admin ADMIN = new Installation.Admin("boss", Secret.of("first password"));

    private static ProcessEngine engine;

    @BeforeAll
    static void start_an_engine_that_checks_authorizations() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("identity");
        configuration.setJdbcUrl("jdbc:h2:mem:identity");
        configuration.setAuthorizationEnabled(true);
        configuration.setHistoryTimeToLive("P180D");
        configuration.setDmnFeelEnableLegacyBehavior(true);
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setGroupResourceWhitelistPattern("[a-zA-Z0-9][a-zA-Z0-9_-]*");
        engine = configuration.buildProcessEngine();
    }

    @AfterEach
    void empty_the_database() {
        ((ManagementServiceImpl) engine.getManagementService()).purge();
    }

    @AfterAll
    static void stop_the_engine() {
        engine.close();
    }

    @Test
    void the_configured_administrator_can_log_in_and_may_do_everything() {
        setUp(ADMIN);
        assertThat(engine.getIdentityService().checkPassword("boss", "first password"))
                .isTrue();
        assertThat(as("boss", Role.ADMINISTRATORS, () -> engine.getIdentityService()
                        .createUserQuery()
                        .count()))
                .isEqualTo(1);
    }

    @Test
    void without_any_administrator_the_start_is_refused() {
        assertThatThrownBy(() -> setUp(null)).isInstanceOf(NoAdministrator.class);
    }

    @Test
    void an_administrator_who_is_there_needs_no_configuration_and_keeps_the_password() {
        setUp(ADMIN);
        setUp(null);
        setUp(new Installation.Admin("boss", Secret.of("second password")));
        setUp(new Installation.Admin("intruder", Secret.of("second password")));
        assertThat(engine.getIdentityService().checkPassword("boss", "first password"))
                .isTrue();
        assertThat(engine.getIdentityService()
                        .createUserQuery()
                        .memberOfGroup("camunda-admin")
                        .list())
                .extracting(User::getId)
                .containsExactly("boss");
    }

    @Test
    void setting_up_twice_makes_nothing_twice_and_takes_nothing_away() {
        setUp(ADMIN);
        Authorization widened = engine.getAuthorizationService()
                .createAuthorizationQuery()
                .groupIdIn("approvers")
                .resourceType(Resources.FILTER)
                .list()
                .get(0);
        long authorizations =
                engine.getAuthorizationService().createAuthorizationQuery().count();
        widened.addPermission(Permissions.DELETE);
        engine.getAuthorizationService().saveAuthorization(widened);
        setUp(ADMIN);
        assertThat(engine.getAuthorizationService().createAuthorizationQuery().count())
                .isEqualTo(authorizations);
        assertThat(engine.getAuthorizationService()
                        .isUserAuthorized(
                                "anna",
                                List.of("approvers"),
                                Permissions.DELETE,
                                Resources.FILTER,
                                widened.getResourceId()))
                .isTrue();
        assertThat(engine.getFilterService().createFilterQuery().count()).isEqualTo(6);
        assertThat(engine.getIdentityService().createGroupQuery().count()).isEqualTo(4);
    }

    @Test
    void a_group_has_a_short_name_unless_the_site_gave_it_another() {
        setUp(ADMIN);
        assertThat(groupName(Role.APPROVERS)).isEqualTo("Approvers");
        rename(Role.APPROVERS, Role.APPROVERS.formerTitle());
        rename(Role.OPERATORS, "Night shift");
        setUp(ADMIN);
        assertThat(groupName(Role.APPROVERS)).isEqualTo("Approvers");
        assertThat(groupName(Role.OPERATORS)).isEqualTo("Night shift");
    }

    private static void rename(Role role, String name) {
        Group group = group(role);
        group.setName(name);
        engine.getIdentityService().saveGroup(group);
    }

    private static String groupName(Role role) {
        return group(role).getName();
    }

    private static Group group(Role role) {
        return engine.getIdentityService().createGroupQuery().groupId(role.id()).singleResult();
    }

    @Test
    void operators_start_runbooks_and_nothing_else() {
        deploy("backup");
        deploy("somethingElse");
        setUp(ADMIN);
        String run = as("olga", Role.OPERATORS, () -> start("backup"));
        assertThat(run).isNotBlank();
        assertThatThrownBy(() -> as("olga", Role.OPERATORS, () -> start("somethingElse")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> as("olga", Role.OPERATORS, () -> {
                    engine.getRuntimeService().deleteProcessInstance(run, "no");
                    return run;
                }))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void a_group_that_is_named_is_made_and_offered_its_runbooks_alone() {
        deploy("backup");
        deploy("ifix");
        allow("operators", "backup", ProcessDefinitionPermissions.CREATE_INSTANCE);
        configure(starts("night-shift", "backup"));
        configure(starts("night-shift", "backup"));
        assertThat(engine.getIdentityService()
                        .createGroupQuery()
                        .groupId("night-shift")
                        .singleResult()
                        .getName())
                .isEqualTo("night-shift");
        assertThat(startable("night-shift")).containsExactly("backup");
        assertThat(startable("operators"))
                .as("what releases without a mark gave is taken back as well")
                .isEmpty();
        assertThat(as("olga", List.of("operators", "night-shift"), () -> start("backup")))
                .isNotBlank();
        assertThatThrownBy(() -> as("olga", Role.OPERATORS, () -> start("backup")))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void rights_to_start_follow_the_configuration_and_those_of_others_stay() {
        configure(StartRights.OF_OPERATORS);
        assertThat(startable("operators")).contains("backup", "ifix", "maintenance-notice");
        allow("night-shift", "ifix", ProcessDefinitionPermissions.CREATE_INSTANCE);
        allow("night-shift", "backup", ProcessDefinitionPermissions.READ_TASK);

        configure(starts("night-shift", "backup", "ifix"));
        assertThat(startable("night-shift")).containsExactly("backup", "ifix");
        assertThat(startable("operators")).isEmpty();

        configure(StartRights.OF_OPERATORS);
        assertThat(startable("night-shift"))
                .as("somebody else gave the right on ifix")
                .containsExactly("ifix");
        assertThat(rights("night-shift", "backup"))
                .as("what somebody else gave stays when ours is taken out of the same row")
                .singleElement()
                .satisfies(row -> assertThat(row.isPermissionGranted(ProcessDefinitionPermissions.READ_TASK))
                        .isTrue());
        assertThat(startable("operators")).contains("backup", "ifix", "maintenance-notice");
    }

    @Test
    void a_right_that_somebody_deleted_leaves_no_mark() {
        configure(starts("night-shift", "backup"));
        engine.getAuthorizationService()
                .deleteAuthorization(rights("night-shift", "backup").get(0).getId());
        configure(starts("operators", "ifix"));
        assertThat(engine.getManagementService().getProperties().keySet())
                .filteredOn(name -> name.startsWith(StartGrants.MARK))
                .hasSize(1);
    }

    private static StartRights starts(String group, String... runbooks) {
        return new StartRights(List.of(new StartRights.Given(group, Set.of(runbooks), Set.of())));
    }

    private List<String> startable(String group) {
        return engine.getAuthorizationService().createAuthorizationQuery().groupIdIn(group).list().stream()
                .filter(row -> row.getResourceType() == Resources.PROCESS_DEFINITION.resourceType()
                        && row.isPermissionGranted(ProcessDefinitionPermissions.CREATE_INSTANCE))
                .map(Authorization::getResourceId)
                .sorted()
                .toList();
    }

    private List<Authorization> rights(String group, String runbook) {
        return engine.getAuthorizationService()
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(runbook)
                .list();
    }

    private void allow(String group, String runbook, ProcessDefinitionPermissions permission) {
        Authorization row = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setGroupId(group);
        row.setResource(Resources.PROCESS_DEFINITION);
        row.setResourceId(runbook);
        row.addPermission(permission);
        engine.getAuthorizationService().saveAuthorization(row);
    }

    @Test
    void approvers_and_auditors_start_nothing() {
        deploy("backup");
        setUp(ADMIN);
        for (Role role : List.of(Role.APPROVERS, Role.AUDITORS)) {
            assertThatThrownBy(() -> as("anna", role, () -> start("backup")))
                    .as(role.id())
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void a_task_is_worked_by_its_candidates_but_its_variables_are_not_rewritten() {
        deploy("backup");
        setUp(ADMIN);
        as("olga", Role.OPERATORS, () -> start("backup"));
        assertThat(as("olga", Role.OPERATORS, this::tasks)).isEmpty();
        Task approval = as("anna", Role.APPROVERS, this::tasks).get(0);
        assertThatThrownBy(() -> as("anna", Role.APPROVERS, () -> {
                    engine.getTaskService().setVariable(approval.getId(), "planDigest", "forged");
                    return approval;
                }))
                .isInstanceOf(AuthorizationException.class);
        as("anna", Role.APPROVERS, () -> {
            engine.getTaskService().claim(approval.getId(), "anna");
            engine.getTaskService().complete(approval.getId());
            return approval;
        });
        assertThat(as("olga", Role.OPERATORS, this::tasks))
                .extracting(Task::getName)
                .containsExactly("Confirm");
    }

    @Test
    void all_three_roles_follow_runs_and_read_their_history() {
        deploy("backup");
        setUp(ADMIN);
        as("olga", Role.OPERATORS, () -> start("backup"));
        for (Role role : List.of(Role.OPERATORS, Role.APPROVERS, Role.AUDITORS)) {
            assertThat(as("ruth", role, () -> engine.getRepositoryService()
                            .createProcessDefinitionQuery()
                            .count()))
                    .as(role.id())
                    .isEqualTo(1);
            assertThat(as("ruth", role, () -> engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .count()))
                    .as(role.id())
                    .isEqualTo(1);
            assertThat(as("ruth", role, () -> engine.getHistoryService()
                            .createHistoricActivityInstanceQuery()
                            .count()))
                    .as(role.id())
                    .isPositive();
        }
    }

    @Test
    void the_task_lists_show_each_person_what_is_theirs() {
        deploy("backup");
        setUp(ADMIN);
        as("olga", Role.OPERATORS, () -> start("backup"));
        assertThat(listed("anna", Role.APPROVERS, "My approvals")).isEqualTo(1);
        assertThat(listed("anna", Role.APPROVERS, "My tasks")).isZero();
        assertThat(listed("anna", Role.APPROVERS, "Overdue")).isZero();
        assertThat(listed("olga", Role.OPERATORS, "All tasks")).isZero();
        assertThat(lists("anna", Role.APPROVERS))
                .containsExactlyInAnyOrder("My approvals", "Overdue", "My tasks", "All tasks");
        assertThat(lists("olga", Role.OPERATORS))
                .containsExactlyInAnyOrder(
                        "Waiting for operators", "Runs I started", "Overdue", "My tasks", "All tasks");
        assertThat(lists("ruth", Role.AUDITORS)).isEmpty();

        Task approval = engine.getTaskService().createTaskQuery().singleResult();
        engine.getTaskService().claim(approval.getId(), "anna");
        approval = engine.getTaskService().createTaskQuery().singleResult();
        approval.setDueDate(new Date(0));
        approval.setFollowUpDate(new Date(Long.MAX_VALUE / 1000));
        engine.getTaskService().saveTask(approval);
        assertThat(listed("anna", Role.APPROVERS, "My approvals")).isEqualTo(1);
        assertThat(listed("anna", Role.APPROVERS, "My tasks")).isEqualTo(1);
        assertThat(listed("anna", Role.APPROVERS, "Overdue")).isEqualTo(1);
        assertThat(listed("anna", Role.APPROVERS, "All tasks")).isEqualTo(1);
    }

    private List<String> lists(String user, Role role) {
        return as(user, role, () -> engine.getFilterService().createTaskFilterQuery().list().stream()
                .map(Filter::getName)
                .toList());
    }

    private long listed(String user, Role role, String filterName) {
        return as(user, role, () -> {
            String id = engine.getFilterService()
                    .createTaskFilterQuery()
                    .filterName(filterName)
                    .singleResult()
                    .getId();
            return engine.getFilterService().count(id);
        });
    }

    private String start(String key) {
        return engine.getRuntimeService().startProcessInstanceByKey(key).getId();
    }

    private List<Task> tasks() {
        return engine.getTaskService().createTaskQuery().list();
    }

    private <T> T as(String user, Role role, Callable<T> act) {
        return as(user, List.of(role.id()), act);
    }

    private <T> T as(String user, List<String> groups, Callable<T> act) {
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return act.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private void deploy(String key) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .startEvent()
                                .userTask("approve")
                                .name("Approve")
                                .camundaCandidateGroups("approvers")
                                .userTask("confirm")
                                .name("Confirm")
                                .camundaCandidateGroups("operators")
                                .endEvent()
                                .done())
                .deploy();
    }

    private void setUp(Installation.Admin admin) {
        setUp(admin, StartRights.OF_OPERATORS);
    }

    private void configure(StartRights starts) {
        setUp(ADMIN, starts);
    }

    private void setUp(Installation.Admin admin, StartRights starts) {
        Installation installation = new Installation(
                new Cells(List.of()),
                Path.of("vault"),
                Encryption.ELSEWHERE,
                new Audience("", List.of(), Map.of(), ZoneOffset.UTC),
                new MailPassword(Optional.empty()),
                Path.of("evidence-key.pem"),
                List.of(),
                Optional.ofNullable(admin),
                Optional.empty(),
                Optional.empty(),
                starts);
        new IdentitySetup(engine, installation).afterSingletonsInstantiated();
    }
}
