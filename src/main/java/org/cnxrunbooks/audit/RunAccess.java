package org.cnxrunbooks.audit;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.history.HistoricProcessInstance;

/** A run is read by those who may read the history of its process in Cockpit. */
final class RunAccess {

    private final ProcessEngine engine;

    RunAccess(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Key of the run's process; empty when its history is gone or the run never was. */
    Optional<String> processOf(String runId) {
        List<HistoricProcessInstance> runs = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(runId)
                .rootProcessInstances()
                .list();
        return runs.stream()
                .map(HistoricProcessInstance::getProcessDefinitionKey)
                .findFirst();
    }

    boolean mayRead(Reader reader, String process) {
        return engine.getAuthorizationService()
                .isUserAuthorized(
                        reader.user(),
                        reader.groups(),
                        ProcessDefinitionPermissions.READ_HISTORY,
                        Resources.PROCESS_DEFINITION,
                        process);
    }

    /** For runs whose history was cleaned up while their evidence stays. */
    boolean mayReadAll(Reader reader) {
        return mayRead(reader, Authorization.ANY);
    }
}
