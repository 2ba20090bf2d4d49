package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All of one run: {@code GET /runs/{runId}} its history, {@code …/pictures} where it went, {@code …/blobs/{sha256}} a document. */
@RestController
class OneRun {

    private final Admission admission;
    private final Evidence evidence;
    private final Ledger ledger;
    private final RunReading reading;
    private final Pictures pictures;
    private final RunBlobs blobs;
    private final Standing standing;
    private final Clock clock;

    OneRun(ProcessEngine engine, Evidence evidence, Ledger ledger, Clock clock) {
        this.admission = new Admission(engine, evidence);
        this.evidence = evidence;
        this.ledger = ledger;
        this.reading = new RunReading(engine);
        this.pictures = new Pictures(engine);
        this.blobs = new RunBlobs(evidence);
        this.standing = new Standing(engine);
        this.clock = clock;
    }

    @GetMapping("/runs/{runId}")
    ResponseEntity<RunView> run(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        RunSummary summary = ledger.run(runId).orElseThrow(() -> notFound("Run", runId));
        Standing.Line line = standing.of(List.of(summary), Map.of()).get(0);
        return Answers.fresh(new RunView(summary, line.standing(), clock.instant(), reading.read(runId)));
    }

    @GetMapping("/runs/{runId}/pictures")
    ResponseEntity<List<Picture>> pictures(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        List<Entry> chain = evidence.entries(runId);
        return Answers.fresh(pictures.of(reading.read(runId), chain, clock.instant()));
    }

    /** Always a file, whatever its bytes are: a browser must not take a document for a page. */
    @GetMapping("/runs/{runId}/blobs/{sha256}")
    ResponseEntity<byte[]> blob(
            HttpServletRequest request, @PathVariable("runId") String runId, @PathVariable("sha256") String sha256) {
        admission.admit(request, runId);
        byte[] bytes = blobs.of(runId, sha256).orElseThrow(() -> notFound("Document of " + runId, sha256));
        return Answers.file(bytes, MediaType.APPLICATION_OCTET_STREAM, sha256);
    }

    private static Turned notFound(String what, String name) {
        return new Turned(HttpStatus.NOT_FOUND, what + " not found: " + name);
    }

    /** @param now when this was read */
    record RunView(RunSummary summary, String standing, Instant now, RunHistory history) {}
}
