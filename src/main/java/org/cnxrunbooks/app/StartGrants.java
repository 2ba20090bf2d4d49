package org.cnxrunbooks.app;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.cnxrunbooks.guard.StartRights;

/**
 * The engine's rights to start runbooks, as the configuration has them: Tasklist offers what they allow. Those that the
 * configuration gave before and gives no more are taken back. Known are they by a property of the engine for each, named
 * by the id of the authorization; a right that somebody gave in the Admin application has none and stays, but opens
 * nothing by itself: the guard asks the configuration.
 */
final class StartGrants {

    static final String MARK = "runbooks.start.";

    private final AuthorizationService authorizations;
    private final ManagementService management;
    private final Grants grants;

    StartGrants(ProcessEngine engine, Grants grants) {
        this.authorizations = engine.getAuthorizationService();
        this.management = engine.getManagementService();
        this.grants = grants;
    }

    void set(StartRights rights, Collection<String> runbooks) {
        takeBack(rights, runbooks);
        for (StartRights.Given given : rights.given()) {
            runbooks.stream().filter(given::covers).forEach(runbook -> grants.allow(
                            given.group(), Resources.PROCESS_DEFINITION, runbook, CREATE_INSTANCE)
                    .ifPresent(id -> management.setProperty(MARK + id, given.group() + " " + runbook)));
        }
    }

    private void takeBack(StartRights rights, Collection<String> runbooks) {
        Set<String> properties = management.getProperties().keySet();
        authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .resourceType(Resources.PROCESS_DEFINITION)
                .hasPermission(CREATE_INSTANCE)
                .list()
                .stream()
                .filter(row -> isOurs(row, runbooks, properties)
                        && rights.given().stream()
                                .noneMatch(given ->
                                        given.group().equals(row.getGroupId()) && given.covers(row.getResourceId())))
                .forEach(this::takeBack);
        management.getProperties().keySet().stream()
                .filter(name -> name.startsWith(MARK)
                        && authorizations
                                        .createAuthorizationQuery()
                                        .authorizationId(name.substring(MARK.length()))
                                        .count()
                                == 0)
                .forEach(management::deleteProperty);
    }

    /** Releases before the first mark gave operators every runbook. */
    private static boolean isOurs(Authorization row, Collection<String> runbooks, Set<String> properties) {
        return properties.contains(MARK + row.getId())
                || StartRights.OPERATORS.equals(row.getGroupId()) && runbooks.contains(row.getResourceId());
    }

    private void takeBack(Authorization row) {
        row.removePermission(CREATE_INSTANCE);
        boolean empty = Arrays.stream(row.getPermissions(ProcessDefinitionPermissions.values()))
                .allMatch(permission -> permission.getValue() == ProcessDefinitionPermissions.NONE.getValue());
        if (empty) {
            authorizations.deleteAuthorization(row.getId());
        } else {
            authorizations.saveAuthorization(row);
        }
        management.deleteProperty(MARK + row.getId());
    }
}
