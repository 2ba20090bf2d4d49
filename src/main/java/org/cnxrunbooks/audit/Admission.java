package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.evidence.Evidence;
import org.springframework.http.HttpStatus;

/** Lets in who may read, and says of others why not. */
final class Admission {

    private final Readers readers;
    private final RunAccess access;
    private final Evidence evidence;

    Admission(ProcessEngine engine, Evidence evidence) {
        this.readers = new Readers(engine);
        this.access = new RunAccess(engine);
        this.evidence = evidence;
    }

    /** Whoever is logged in; what they may read is not judged. */
    Reader admit(HttpServletRequest request) {
        return readers.of(request)
                .orElseThrow(() -> new Turned(HttpStatus.UNAUTHORIZED, "Run not shown: nobody is logged in"));
    }

    /** Whoever asks for one run. */
    Reader admit(HttpServletRequest request, String runId) {
        Reader reader = admit(request);
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
        return reader;
    }

    /** Whoever asks across runs; what of {@code processes} they may read is shown. */
    Set<String> admit(HttpServletRequest request, Collection<String> processes) {
        Reader reader = admit(request);
        Set<String> readable = processes.stream()
                .filter(process -> access.mayRead(reader, process))
                .collect(Collectors.toSet());
        if (readable.isEmpty() && !access.mayReadAll(reader)) {
            throw new Turned(
                    HttpStatus.FORBIDDEN,
                    "Runs not shown (observed user " + reader.user()
                            + ", expected the right to read the history of a runbook)");
        }
        return readable;
    }
}
