package org.cnxrunbooks.guard;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;

/** Something to attack: a run before its approval, one at work, one that has ended. Made without a log-in. */
public final class Targets {

    private Targets() {}

    /** A small runbook with an approval, so that nothing has to be planned before it. */
    public static void deploy(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeployment()
                .name("guarded")
                .addClasspathResource("guard/guarded.bpmn")
                .addClasspathResource("guard/guarded-start.form")
                .addClasspathResource("guard/guarded-approve.form")
                .addClasspathResource("guard/guarded-confirm.form")
                .deploy();
    }

    static Map<String, String> in(ProcessEngine engine) {
        return in(engine, "lab");
    }

    /** @param cell a run key is good for one cell and second */
    public static Map<String, String> in(ProcessEngine engine, String cell) {
        Map<String, Object> input = Map.of("cellName", cell, "changeReference", "CHG1");
        var runs = engine.getRuntimeService();
        var tasks = engine.getTaskService();
        Map<String, String> ids = new HashMap<>();
        String ended = runs.startProcessInstanceByKey("guarded", input).getId();
        runs.deleteProcessInstance(ended, "test");
        ids.put("ended", ended);

        String working = runs.startProcessInstanceByKey("guarded", input).getId();
        tasks.complete(tasks.createTaskQuery()
                .processInstanceId(working)
                .singleResult()
                .getId());
        var external = engine.getExternalTaskService();
        String work = external.createExternalTaskQuery()
                .processInstanceId(working)
                .singleResult()
                .getId();
        external.lock(work, "worker", 60_000);
        ids.put("work", work);

        String run = runs.startProcessInstanceByKey("guarded", input).getId();
        ids.put("run", run);
        ids.put(
                "task",
                tasks.createTaskQuery().processInstanceId(run).singleResult().getId());
        ids.put(
                "execution",
                tasks.createTaskQuery().processInstanceId(run).singleResult().getExecutionId());
        ids.put(
                "job",
                engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(run)
                        .singleResult()
                        .getId());
        var definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("guarded")
                .latestVersion()
                .singleResult();
        ids.put("definition", definition.getId());
        ids.put("deployment", definition.getDeploymentId());
        return ids;
    }
}
