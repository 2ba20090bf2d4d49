package org.cnxrunbooks.backup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A run of the real model in which every step and every person answers by a script: the default scenario is a backup
 * without a hitch, and a test bends single answers.
 */
final class BackupRun {

    private static final String WORKER = "script";
    private static final int BOUND = 200;
    private static final Map<String, Answer> DEFAULTS = Map.of(
            "serviceTask_planBackup",
                    Answer.of(Map.of(
                            "startAt", "2026-01-01T00:00:00Z",
                            "contentManagerInstalled", true,
                            "failedPhase", "",
                            "backupVerdict", "unverified")),
            "userTask_approveBackupPlan", Answer.of("planApproved", true),
            "userTask_inspectRoleMappings", Answer.of("roleMappingsComplete", true),
            "userTask_inspectFilenetAdminRealm", Answer.of("filenetAdminRealm", "local"),
            "serviceTask_verifyBackup", Answer.of("backupVerdict", "verified"),
            "userTask_confirmServiceRestored", Answer.of("serviceRestored", true),
            "userTask_decideOnFailure", Answer.of("decision", "retry"));

    private final ProcessEngine engine;
    private final Map<String, Deque<Answer>> bent = new HashMap<>();
    private @Nullable ProcessInstance instance;

    BackupRun(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * What an element answers.
     *
     * @param error BPMN error code instead of a completion
     */
    record Answer(Map<String, Object> variables, @Nullable String error) {

        static Answer of(Map<String, Object> variables) {
            return new Answer(variables, null);
        }

        static Answer of(String variable, Object value) {
            return of(Map.of(variable, value));
        }

        /** The step fails for good in that phase, as the worker says it. */
        static Answer failure(String phase) {
            return new Answer(Map.of("failedPhase", phase), "stepFailed");
        }

        static Answer refusal() {
            return new Answer(Map.of(), "planRefused");
        }
    }

    /** The next time that element is reached it answers so; may be called again for the time after. */
    BackupRun bend(String element, Answer answer) {
        bent.computeIfAbsent(element, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** Starts the process and lets everybody answer until it ends. */
    BackupRun toItsEnd() {
        begin();
        for (int round = 0; isRunning(); round++) {
            if (round == BOUND) {
                throw new IllegalStateException("no end after " + BOUND + " rounds; passed: " + passed());
            }
            turn();
        }
        return this;
    }

    BackupRun begin() {
        instance = engine.getRuntimeService()
                .startProcessInstanceByKey("backup", "backup-test", Map.of("cellName", "test", "reason", "test"));
        return this;
    }

    /** Works steps, people's tasks and timers that are due now, each at most once. */
    void turn() {
        for (LockedExternalTask step : engine.getExternalTaskService()
                .fetchAndLock(10, WORKER)
                .topic("planBackup", 60_000)
                .topic("exportRoleMappings", 60_000)
                .topic("lookUpFilenetAdmin", 60_000)
                .topic("includeFileRegistry", 60_000)
                .topic("stopServers", 60_000)
                .topic("stopNodeAgents", 60_000)
                .topic("stopDeploymentManager", 60_000)
                .topic("dumpDatabases", 60_000)
                .topic("packInstallation", 60_000)
                .topic("packContent", 60_000)
                .topic("verifyBackup", 60_000)
                .topic("startDeploymentManager", 60_000)
                .topic("startNodeAgents", 60_000)
                .topic("startClusters", 60_000)
                .topic("recordDecision", 60_000)
                .execute()) {
            work(step);
        }
        for (Task task : engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(id())
                .list()) {
            engine.getTaskService()
                    .complete(task.getId(), answer(task.getTaskDefinitionKey()).variables());
        }
        for (Job timer : engine.getManagementService()
                .createJobQuery()
                .processInstanceId(id())
                .executable()
                .list()) {
            engine.getManagementService().executeJob(timer.getId());
        }
    }

    private void work(LockedExternalTask step) {
        if (engine.getExternalTaskService()
                        .createExternalTaskQuery()
                        .externalTaskId(step.getId())
                        .count()
                == 0) {
            return; // its phase was left meanwhile, through the failure of a sibling
        }
        Answer answer = answer(step.getActivityId());
        if (answer.error() == null) {
            engine.getExternalTaskService().complete(step.getId(), WORKER, answer.variables());
        } else {
            engine.getExternalTaskService()
                    .handleBpmnError(step.getId(), WORKER, answer.error(), "bent", answer.variables());
        }
    }

    private Answer answer(String element) {
        Deque<Answer> answers = bent.getOrDefault(element, new ArrayDeque<>());
        return answers.isEmpty() ? DEFAULTS.getOrDefault(element, Answer.of(Map.of())) : answers.remove();
    }

    ProcessInstance instance() {
        if (instance == null) {
            throw new IllegalStateException("not begun");
        }
        return instance;
    }

    private String id() {
        return instance().getId();
    }

    boolean isRunning() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(id())
                        .count()
                == 1;
    }

    /** Elements in the order in which they were entered. */
    List<String> passed() {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(id())
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** Steps that were left by an interruption. */
    Set<String> cancelled() {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(id())
                .canceled()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The end of the process itself, not of its phases. */
    String end() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id())
                .singleResult()
                .getEndActivityId();
    }
}
