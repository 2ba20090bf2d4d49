package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What auditors take away of one run: {@code GET /runs/{runId}/report} to print, {@code GET /runs/{runId}/pack} to keep. */
@RestController
class Handouts {

    private static final MediaType ZIP = new MediaType("application", "zip");

    private final Admission admission;
    private final Evidence evidence;
    private final Ledger ledger;
    private final RepositoryService repository;
    private final RunReading reading;
    private final Pictures pictures;
    private final RunBlobs blobs;
    private final Cells cells;
    private final EvidenceKey key;
    private final Clock clock;

    Handouts(ProcessEngine engine, Evidence evidence, Ledger ledger, Cells cells, EvidenceKey key, Clock clock) {
        this.admission = new Admission(engine, evidence);
        this.evidence = evidence;
        this.ledger = ledger;
        this.repository = engine.getRepositoryService();
        this.reading = new RunReading(engine);
        this.pictures = new Pictures(engine);
        this.blobs = new RunBlobs(evidence);
        this.cells = cells;
        this.key = key;
        this.clock = clock;
    }

    @GetMapping("/runs/{runId}/report")
    ResponseEntity<String> report(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        List<Entry> chain = evidence.entries(runId);
        RunHistory history = reading.read(runId);
        Instant now = clock.instant();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .body(Report.of(run(runId), chain, history, pictures.of(history, chain, now), now));
    }

    @GetMapping("/runs/{runId}/pack")
    ResponseEntity<byte[]> pack(HttpServletRequest request, @PathVariable("runId") String runId) {
        admission.admit(request, runId);
        List<Entry> chain = evidence.entries(runId);
        RunHistory history = reading.read(runId);
        RunSummary run = run(runId);
        Instant now = clock.instant();
        List<Picture> drawn = pictures.of(history, chain, now);
        SealedFiles files = EvidencePack.of(
                run,
                chain,
                blobs.of(runId),
                models(history),
                drawn,
                HostKeys.lines(cells, run.cell()),
                Report.of(run, chain, history, drawn, now));
        return Answers.file(files.zip(key, now), ZIP, runId + "-evidence.zip");
    }

    private RunSummary run(String runId) {
        return ledger.run(runId).orElseThrow(() -> new Turned(HttpStatus.NOT_FOUND, "Run not found: " + runId));
    }

    private Map<String, byte[]> models(RunHistory history) {
        Map<String, byte[]> models = new LinkedHashMap<>();
        history.parts()
                .forEach(part -> models.computeIfAbsent(
                        "%s-v%d.bpmn".formatted(part.process(), part.version()), name -> model(part.definition())));
        return models;
    }

    private byte[] model(String definition) {
        try (InputStream model = repository.getProcessModel(definition)) {
            return model.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
