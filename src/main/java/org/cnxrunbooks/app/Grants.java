package org.cnxrunbooks.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;

/** Gives rights to groups; to give one again changes nothing. */
final class Grants {

    private final AuthorizationService authorizations;

    Grants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /**
     * The engine keeps one row for each group, resource and id, so missing permissions are added to the row that is there.
     *
     * @return the id of the row where something was missing
     */
    Optional<String> allow(String group, Resource resource, String id, Permission... permissions) {
        List<Authorization> present = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .resourceType(resource)
                .resourceId(id)
                .list();
        Authorization row = present.isEmpty() ? row(group, resource, id) : present.get(0);
        List<Permission> missing = Stream.of(permissions)
                .filter(permission -> !row.isPermissionGranted(permission))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        missing.forEach(row::addPermission);
        return Optional.of(authorizations.saveAuthorization(row).getId());
    }

    private Authorization row(String group, Resource resource, String id) {
        Authorization row = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setGroupId(group);
        row.setResource(resource);
        row.setResourceId(id);
        return row;
    }
}
