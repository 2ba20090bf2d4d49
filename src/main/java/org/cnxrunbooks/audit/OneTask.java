package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What an open task is about: {@code GET /tasks/{taskId}} its run, who may do it and what was decided before. */
@RestController
class OneTask {

    private final Admission admission;
    private final Evidence evidence;
    private final Ledger ledger;
    private final TaskReading reading;
    private final Standing standing;
    private final Clock clock;

    OneTask(ProcessEngine engine, Evidence evidence, Ledger ledger, Clock clock) {
        this.admission = new Admission(engine, evidence);
        this.evidence = evidence;
        this.ledger = ledger;
        this.reading = new TaskReading(engine);
        this.standing = new Standing(engine);
        this.clock = clock;
    }

    @GetMapping("/tasks/{taskId}")
    ResponseEntity<TaskView> task(HttpServletRequest request, @PathVariable("taskId") String taskId) {
        admission.admit(request);
        String runId = reading.runOf(taskId).orElseThrow(() -> gone(taskId));
        admission.admit(request, runId);
        RunSummary summary = ledger.run(runId).orElseThrow(() -> gone(taskId));
        OpenTask task = reading.read(taskId).orElseThrow(() -> gone(taskId));
        return Answers.fresh(new TaskView(
                summary,
                standing.of(List.of(summary), Map.of()).get(0).standing(),
                clock.instant(),
                task,
                Decided.of(evidence.entries(runId), reading.names(runId))));
    }

    private static Turned gone(String taskId) {
        return new Turned(
                HttpStatus.NOT_FOUND,
                "Open task of a run not found: " + taskId + ". HINT: it was done, or its run has ended.");
    }

    /** @param now when this was read */
    record TaskView(RunSummary summary, String standing, Instant now, OpenTask task, List<Decided> decisions) {}
}
