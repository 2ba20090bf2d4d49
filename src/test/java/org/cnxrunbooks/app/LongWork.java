package org.cnxrunbooks.app;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs that stand at long steps which nobody works, so that a test alone says how far they are: two of them side by side
 * within a phase, then a person is asked.
 */
record LongWork(ProcessEngine engine, JdbcTemplate jdbc) {

    static final String PACK = "serviceTask_packThings";
    static final String STOP = "serviceTask_stopThings";

    static LongWork on(SiteApplication site) {
        LongWork work = new LongWork(site.engine(), site.context().getBean(JdbcTemplate.class));
        work.deploy();
        return work;
    }

    private void deploy() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "laborious.bpmn",
                        Bpmn.createExecutableProcess("laborious")
                                .name("Laborious")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent("startEvent_begun")
                                .subProcess("subProcess_packAll")
                                .name("Pack all")
                                .embeddedSubProcess()
                                .startEvent("startEvent_packing")
                                .parallelGateway("gateway_fork")
                                .serviceTask(PACK)
                                .name("Pack things")
                                .camundaExternalTask("nobodyPacks")
                                .parallelGateway("gateway_join")
                                .endEvent("endEvent_packed")
                                .moveToNode("gateway_fork")
                                .serviceTask(STOP)
                                .name("Stop things")
                                .camundaExternalTask("nobodyStops")
                                .connectTo("gateway_join")
                                .subProcessDone()
                                .userTask("userTask_confirmThings")
                                .name("Confirm things")
                                .camundaCandidateGroups("operators")
                                .endEvent("endEvent_thingsPacked")
                                .done())
                .deploy();
    }

    /** Business key of a run that stands at both steps. */
    String begin(String cell) {
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("laborious", Map.of("cellName", cell, "reason", "Much to do"))
                .getId();
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }

    /** Says how far an item is, at this moment. */
    void tell(String run, String step, String host, String item, long done, long expected, long files, long rate) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (jdbc.update(
                        "UPDATE runbook_progress SET bytes_done = ?, files_done = ?, bytes_per_second = ?, updated = ?"
                                + " WHERE run_id = ? AND step = ? AND host = ? AND item = ?",
                        done,
                        files,
                        rate,
                        now,
                        run,
                        step,
                        host,
                        item)
                == 0) {
            jdbc.update(
                    "INSERT INTO runbook_progress (run_id, step, host, item, bytes_done, bytes_expected, files_done,"
                            + " files_expected, bytes_per_second, started, updated) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                    run,
                    step,
                    host,
                    item,
                    done,
                    expected,
                    files,
                    rate,
                    now.minusSeconds(90),
                    now);
        }
    }

    /** Lets a step end as its worker would. */
    void end(String run, String step) {
        engine.getExternalTaskService().createExternalTaskQuery().activityId(step).list().stream()
                .filter(task -> run.equals(task.getBusinessKey()))
                .forEach(task -> {
                    engine.getExternalTaskService().lock(task.getId(), "test", 60_000);
                    engine.getExternalTaskService().complete(task.getId(), "test");
                });
    }

    void confirm(String run) {
        String task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(run)
                .singleResult()
                .getId();
        engine.getTaskService().complete(task);
    }
}
