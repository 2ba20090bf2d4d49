package org.cnxrunbooks.app;

import java.util.Collection;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Makes groups, rights, the first administrator and the task filters, each only where it is missing. Runs before the
 * web server takes its first request, so that the engine's open set-up page is never reachable without an administrator.
 * Where people come from a directory, groups and administrators are the directory's; nothing of it is written.
 */
@Component
final class IdentitySetup implements SmartInitializingSingleton {

    private final ProcessEngine engine;
    private final Installation installation;

    IdentitySetup(ProcessEngine engine, Installation installation) {
        this.engine = engine;
        this.installation = installation;
    }

    @Override
    public void afterSingletonsInstantiated() {
        IdentityService identities = engine.getIdentityService();
        if (!identities.isReadOnly()) {
            makeGroups(identities, installation.starts().groups());
            new FirstAdministrator(identities).ensure(installation.admin());
        }
        Grants grants = new Grants(engine.getAuthorizationService());
        for (Role role : Role.values()) {
            role.grant(grants);
        }
        new StartGrants(engine, grants).set(installation.starts(), StartableRunbooks.keys());
        new TaskFilters(engine.getFilterService(), engine.getTaskService(), grants).create();
    }

    private static void makeGroups(IdentityService identities, Collection<String> starters) {
        for (Role role : Role.values()) {
            makeGroup(identities, role.id(), role.title(), role == Role.ADMINISTRATORS ? "SYSTEM" : "WORKFLOW");
            rename(identities, role);
        }
        starters.forEach(group -> makeGroup(identities, group, group, "WORKFLOW"));
    }

    private static void rename(IdentityService identities, Role role) {
        Group group = identities
                .createGroupQuery()
                .groupId(role.id())
                .groupName(role.formerTitle())
                .singleResult();
        if (group != null) {
            group.setName(role.title());
            identities.saveGroup(group);
        }
    }

    private static void makeGroup(IdentityService identities, String id, String title, String type) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            Group group = identities.newGroup(id);
            group.setName(title);
            group.setType(type);
            identities.saveGroup(group);
        }
    }
}
