package org.cnxrunbooks.guard;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** The owner of a task, who started its run, may look at it; the engine would give the right to work on it as well. */
final class OwnersRead extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity @Nullable [] newTaskOwner(Task task, @Nullable String before, @Nullable String owner) {
        return owner == null
                ? null
                : new AuthorizationEntity[] {
                    createOrUpdateAuthorization(task, owner, null, Resources.TASK, false, Permissions.READ)
                };
    }
}
