package org.cnxrunbooks.audit;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.cnxrunbooks.evidence.RunSummary;
import org.jspecify.annotations.Nullable;

/** What runs that have not ended stand at, asked of the engine. */
final class Standing {

    private final ProcessEngine engine;

    Standing(ProcessEngine engine) {
        this.engine = engine;
    }

    /** @param underWay how far their long work is, by business key */
    List<Line> of(List<RunSummary> runs, Map<String, Amount> underWay) {
        return runs.stream()
                .map(run -> new Line(run, run.ended() == null ? at(run.runId()) : "", underWay.get(run.runId())))
                .toList();
    }

    /** In words: the tasks that wait for people, incidents, or that it works; empty when the engine knows no such run. */
    private String at(String runId) {
        List<HistoricProcessInstance> parts = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(runId)
                .list();
        if (parts.isEmpty()) {
            return "not known to the engine";
        }
        if (parts.stream().anyMatch(part -> HistoricProcessInstance.STATE_SUSPENDED.equals(part.getState()))) {
            return "suspended";
        }
        long incidents = parts.stream()
                .mapToLong(part -> engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(part.getId())
                        .count())
                .sum();
        if (incidents > 0) {
            return incidents == 1 ? "stands at an incident" : "stands at " + incidents + " incidents";
        }
        List<String> tasks = parts.stream()
                .flatMap(part -> engine
                        .getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .processInstanceId(part.getId())
                        .unfinished()
                        .list()
                        .stream())
                .map(HistoricTaskInstance::getName)
                .distinct()
                .toList();
        return tasks.isEmpty() ? "works" : "waits: " + String.join(", ", tasks);
    }

    /**
     * @param standing empty for runs that have ended
     * @param underWay null where nobody can say
     */
    record Line(RunSummary run, String standing, @Nullable Amount underWay) {}
}
