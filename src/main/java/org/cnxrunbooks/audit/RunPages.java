package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.engine.ProgressBoard;
import org.cnxrunbooks.evidence.Evidence;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is read about a run: {@code GET /runs/{runId}/progress} and {@code GET /runs/{runId}/evidence}. */
@RestController
@RequestMapping(path = "/runs/{runId}", produces = MediaType.APPLICATION_JSON_VALUE)
class RunPages {

    private final Admission admission;
    private final ProgressBoard progress;
    private final Evidence evidence;
    private final Situations situations;
    private final Clock clock;

    RunPages(ProcessEngine engine, ProgressBoard progress, Evidence evidence, Clock clock) {
        this.admission = new Admission(engine, evidence);
        this.progress = progress;
        this.evidence = evidence;
        this.situations = new Situations(engine);
        this.clock = clock;
    }

    @GetMapping("/progress")
    ResponseEntity<ProgressView> progress(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        return fresh(ProgressView.of(runId, clock.instant(), situations.of(runId), progress.of(runId)));
    }

    @GetMapping("/evidence")
    ResponseEntity<EvidenceView> evidence(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        return fresh(EvidenceView.of(runId, evidence.entries(runId)));
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
