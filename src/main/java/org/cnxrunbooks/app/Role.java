package org.cnxrunbooks.app;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;

import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;

/**
 * The groups of people and the least that each needs (found for Tasklist and Cockpit 7.24 by adding one right at a
 * time). Rights on single tasks come from the candidate groups of the models.
 */
enum Role {
    OPERATORS("operators", "Operators", "Operators: start runbooks, inspect, confirm, decide") {
        @Override
        void grant(Grants grants) {
            see(grants, "tasklist", "cockpit");
            // the retries of an external task need UPDATE_INSTANCE; guard's table of permits keeps closed what else it
            // opens
            grants.allow(
                    id(),
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    ProcessDefinitionPermissions.RETRY_JOB,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE);
            grants.allow(id(), Resources.PROCESS_INSTANCE, ANY, CREATE);
        }
    },
    APPROVERS("approvers", "Approvers", "Approvers: judge plans before anything is touched") {
        @Override
        void grant(Grants grants) {
            see(grants, "tasklist");
        }
    },
    AUDITORS("auditors", "Auditors", "Auditors: read what was done and decided") {
        @Override
        void grant(Grants grants) {
            see(grants, "cockpit");
            grants.allow(id(), Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ_TASK);
            grants.allow(id(), Resources.DECISION_DEFINITION, ANY, READ);
            grants.allow(id(), Resources.DEPLOYMENT, ANY, READ);
            grants.allow(id(), Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ);
        }
    },
    ADMINISTRATORS(Groups.CAMUNDA_ADMIN, "Administrators", "Administrators: manage users and rights") {
        @Override
        void grant(Grants grants) {
            for (Resources resource : Resources.values()) {
                grants.allow(id(), resource, ANY, ALL);
            }
        }
    };

    private final String id;
    private final String title;
    private final String formerTitle;

    Role(String id, String title, String formerTitle) {
        this.id = id;
        this.title = title;
        this.formerTitle = formerTitle;
    }

    String id() {
        return id;
    }

    /** One word: Tasklist shows it in a narrow place. */
    String title() {
        return title;
    }

    /** What this application called the group before; longer than Tasklist shows. */
    String formerTitle() {
        return formerTitle;
    }

    /** Gives this role its rights; which runbooks are started is for {@link StartGrants}. */
    abstract void grant(Grants grants);

    /** What every role has: its web applications, and to follow every run with its history. */
    void see(Grants grants, String... applications) {
        grants.allow(id, Resources.APPLICATION, "welcome", ACCESS);
        for (String application : applications) {
            grants.allow(id, Resources.APPLICATION, application, ACCESS);
        }
        grants.allow(
                id,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY);
    }
}
