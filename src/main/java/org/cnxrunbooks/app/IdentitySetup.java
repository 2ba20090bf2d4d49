package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
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
    private final ResourcePatternResolver resources;

    IdentitySetup(ProcessEngine engine, Installation installation, ResourcePatternResolver resources) {
        this.engine = engine;
        this.installation = installation;
        this.resources = resources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        IdentityService identities = engine.getIdentityService();
        if (!identities.isReadOnly()) {
            makeGroups(identities);
            new FirstAdministrator(identities).ensure(installation.admin());
        }
        Grants grants = new Grants(engine.getAuthorizationService());
        Collection<String> runbooks = runbooks();
        for (Role role : Role.values()) {
            role.grant(grants, runbooks);
        }
        new TaskFilters(engine.getFilterService(), engine.getTaskService(), grants).create();
    }

    private static void makeGroups(IdentityService identities) {
        for (Role role : Role.values()) {
            if (identities.createGroupQuery().groupId(role.id()).count() == 0) {
                Group group = identities.newGroup(role.id());
                group.setName(role.title());
                group.setType(role == Role.ADMINISTRATORS ? "SYSTEM" : "WORKFLOW");
                identities.saveGroup(group);
            }
        }
    }

    /** Keys of the processes that people start from Tasklist, read from the models themselves. */
    private Collection<String> runbooks() {
        List<String> keys = new ArrayList<>();
        try {
            for (Resource model : resources.getResources("classpath*:processes/*.bpmn")) {
                try (InputStream stream = model.getInputStream()) {
                    Bpmn.readModelFromStream(stream).getModelElementsByType(Process.class).stream()
                            .filter(process -> process.isExecutable() && process.isCamundaStartableInTasklist())
                            .forEach(process -> keys.add(process.getId()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the runbooks' models", e);
        }
        return keys;
    }
}
