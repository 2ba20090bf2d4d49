package org.cnxrunbooks.backup;

import org.cnxrunbooks.engine.StepFailure;

/** The file registry of a plan. */
final class FileRegistry {

    private FileRegistry() {}

    /** The item that holds fileRegistry.xml; fails when the file was not there when the plan was made. */
    static PlannedItem planned(BackupPlan plan) {
        return plan.items().stream()
                .filter(PlannedItem::onlyForLocalAdmin)
                .findFirst()
                .orElseThrow(
                        () -> new StepFailure(
                                """
                        File registry is not in the plan: filenetAdmin is said to be local (observed no fileRegistry.xml, \
                        expected one below the deployment manager's profile)
                        HINT: check cell-name and profile of the deployment manager in the configuration, then start a new run."""));
    }
}
