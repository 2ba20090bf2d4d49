package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.engine.ProgressBoard;
import org.cnxrunbooks.evidence.Evidence;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is read about a run: {@code GET /runs/{runId}/progress} and {@code GET /runs/{runId}/evidence}. */
@RestController
@RequestMapping(path = "/runs/{runId}", produces = MediaType.APPLICATION_JSON_VALUE)
class RunPages {

    private final Readers readers;
    private final RunAccess access;
    private final ProgressBoard progress;
    private final Evidence evidence;

    RunPages(ProcessEngine engine, ProgressBoard progress, Evidence evidence) {
        this.readers = new Readers(engine);
        this.access = new RunAccess(engine);
        this.progress = progress;
        this.evidence = evidence;
    }

    @GetMapping("/progress")
    ResponseEntity<ProgressView> progress(HttpServletRequest request, @PathVariable("runId") String runId) {
        admit(request, runId);
        return fresh(ProgressView.of(runId, progress.of(runId)));
    }

    @GetMapping("/evidence")
    ResponseEntity<EvidenceView> evidence(HttpServletRequest request, @PathVariable("runId") String runId) {
        admit(request, runId);
        return fresh(EvidenceView.of(runId, evidence.entries(runId)));
    }

    private void admit(HttpServletRequest request, String runId) {
        Reader reader = readers.of(request)
                .orElseThrow(() -> new Turned(HttpStatus.UNAUTHORIZED, "Run not shown: nobody is logged in"));
        Optional<String> process = access.processOf(runId);
        boolean allowed = process.map(key -> access.mayRead(reader, key)).orElseGet(() -> access.mayReadAll(reader));
        if (process.isEmpty() && (!allowed || evidence.entries(runId).isEmpty())) {
            throw new Turned(HttpStatus.NOT_FOUND, "Run not found: " + runId);
        }
        if (!allowed) {
            throw new Turned(
                    HttpStatus.FORBIDDEN,
                    "Run not shown: " + runId + " (observed user " + reader.user()
                            + ", expected the right to read the history of " + process.orElse("every process") + ")");
        }
    }

    @ExceptionHandler
    ResponseEntity<Answer> turned(Turned turned) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(turned.status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore());
        if (turned.status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"runs\"");
        }
        return answer.body(new Answer(String.valueOf(turned.getMessage())));
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** Why nothing is shown. */
    record Answer(String message) {}

    private static final class Turned extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final HttpStatus status;

        Turned(HttpStatus status, String message) {
            super(message);
            this.status = status;
        }
    }
}
