package org.cnxrunbooks.backup;

import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.Variable;

/** The variables of {@code processes/backup.bpmn}, in the order in which they come into being. */
final class BackupVariables {

    // start form
    static final Variable<String> CELL_NAME = Variable.text("cellName");
    static final Variable<String> CHANGE_REFERENCE = Variable.text("changeReference");
    static final Variable<String> REASON = Variable.text("reason");
    static final Variable<Boolean> INCLUDE_INSTALLATION_MANAGER = Variable.flag("includeInstallationManager");
    static final Variable<String> START_AT = Variable.text("startAt");

    // plan
    static final Variable<String> PLAN_DIGEST = Variable.text("planDigest");
    static final Variable<Boolean> CONTENT_MANAGER_INSTALLED = Variable.flag("contentManagerInstalled");
    static final Variable<String> PLAN_RELEASE = Variable.text("planRelease");
    static final Variable<Long> PLAN_ITEM_COUNT = Variable.count("planItemCount");
    static final Variable<Long> PLAN_HOST_COUNT = Variable.count("planHostCount");
    static final Variable<String> PLAN_SIZE = Variable.text("planSize");
    static final Variable<String> VAULT_FREE = Variable.text("vaultFree");
    static final Variable<String> PLAN_DOWNTIME = Variable.text("planDowntime");
    static final Variable<String> PLAN_START = Variable.text("planStart");
    static final Variable<List<Map<String, String>>> PLAN_ITEMS = Variable.table("planItems");
    static final Variable<List<Map<String, String>>> PLAN_NOTES = Variable.table("planNotes");
    static final Variable<String> PLAN_CHANGES = Variable.text("planChanges");

    static final Variable<Boolean> PLAN_APPROVED = Variable.flag("planApproved");
    static final Variable<String> APPROVAL_COMMENT = Variable.text("approvalComment");

    // identities
    static final Variable<Long> APPLICATION_COUNT = Variable.count("applicationCount");
    static final Variable<Long> ROLE_MAPPING_COUNT = Variable.count("roleMappingCount");
    static final Variable<List<Map<String, String>>> ROLE_MAPPINGS = Variable.table("roleMappings");
    static final Variable<Boolean> ROLE_MAPPINGS_COMPLETE = Variable.flag("roleMappingsComplete");
    static final Variable<String> ROLES_DIGEST = Variable.text("rolesDigest");
    static final Variable<String> FILENET_ALIAS = Variable.text("filenetAlias");
    static final Variable<String> FILENET_USER_ID = Variable.text("filenetUserId");
    static final Variable<String> FILENET_UNIQUE_NAME = Variable.text("filenetUniqueName");
    static final Variable<String> FILENET_SUGGESTION = Variable.text("filenetSuggestion");
    static final Variable<String> FILENET_ADMIN_REALM = Variable.text("filenetAdminRealm");
    static final Variable<Boolean> FILE_REGISTRY_INCLUDED = Variable.flag("fileRegistryIncluded");

    // stopped cell
    static final Variable<String> CELL_STOPPED_AT = Variable.text("cellStoppedAt");
    static final Variable<String> IMAGES_DIGEST = Variable.text("imagesDigest");
    static final Variable<String> BACKUP_VERDICT = Variable.text("backupVerdict");
    static final Variable<String> BACKUP_SET = Variable.text("backupSet");
    static final Variable<String> BACKUP_SIZE = Variable.text("backupSize");
    static final Variable<String> MANIFEST_DIGEST = Variable.text("manifestDigest");

    // service
    static final Variable<String> CELL_STARTED_AT = Variable.text("cellStartedAt");
    static final Variable<List<Map<String, String>>> STARTED_SERVERS = Variable.table("startedServers");
    static final Variable<Boolean> SERVICE_RESTORED = Variable.flag("serviceRestored");

    // failure
    static final Variable<String> FAILED_STEP = Variable.text("failedStep");
    static final Variable<String> FAILED_ITEM = Variable.text("failedItem");
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> DECISION_REASON = Variable.text("decisionReason");
    static final Variable<List<String>> RETRIED_STEPS = Variable.texts("retriedSteps");
    static final Variable<List<String>> SKIPPED_STEPS = Variable.texts("skippedSteps");
    static final Variable<List<Map<String, String>>> SKIPS = Variable.table("skips");
    static final Variable<String> SKIPPED_TEXT = Variable.text("skippedText");

    private BackupVariables() {}
}
