package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.webserver.WebServerControl;
import org.cnxrunbooks.webserver.WebServerReport;

/**
 * Makes one web server route as planned. Each file is looked at first, so that it may be called again after a crash; one
 * that holds none of the planned bytes was changed by somebody else and is left alone.
 */
final class TrafficSwitch {

    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final long FILE_LIMIT = 16 << 20;

    private final IfixWork work;
    private final IfixPlan.Server planned;
    private final WebServer server;
    private final HostSession session;
    private final WebServerControl control;

    TrafficSwitch(IfixWork work, IfixPlan.Server planned) {
        this.work = work;
        this.planned = planned;
        this.server = work.webServer(planned.name());
        this.session = work.session(server);
        this.control = work.control(server);
    }

    /** The half that is to rest; nothing for the routing of before. */
    void rest(Optional<Half> half) {
        planned.configs().forEach(config -> require(config.path(), Set.of(config.sha256())));
        Map<String, String> wanted = new LinkedHashMap<>();
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (IfixPlan.Switch one : planned.switches()) {
            for (IfixPlan.Edit edit : one.edits()) {
                wanted.put(edit.path(), edit.before());
                Set<String> digests = known.computeIfAbsent(edit.path(), path -> new LinkedHashSet<>());
                digests.add(edit.before());
                digests.add(edit.after());
            }
        }
        half.map(planned::resting).ifPresent(one -> {
            one.copies()
                    .forEach(copy ->
                            place(copy.path(), copy.after(), new HashSet<>(List.of(copy.before(), copy.after()))));
            one.edits().forEach(edit -> wanted.put(edit.path(), edit.after()));
        });
        wanted.forEach((path, digest) -> place(path, digest, known.getOrDefault(path, Set.of())));
        Generation.note(work, server.name(), control.children());
        WebServerReport report = control.graceful(LIMIT);
        if (!report.answer().reached()) {
            throw new StepFailure(report.message(), server.name(), server.host(), -1, report.output(), null);
        }
    }

    private void place(String path, String digest, Set<String> known) {
        Optional<String> present = digest(path);
        present.ifPresent(found -> require(path, known, found));
        control.place(path, work.blob(digest), present.orElse(null));
    }

    private void require(String path, Set<String> known) {
        require(path, known, digest(path).orElse("no file"));
    }

    private void require(String path, Set<String> known, String found) {
        if (!known.contains(found)) {
            throw new StepFailure(
                    server.name(),
                    "File changed by somebody else: %s on %s (observed %s, expected one of %s)%nHINT: Nothing of it was overwritten. Compare it with the plan; generation and propagation of the plug-in configuration must be off during the run."
                            .formatted(path, server.host(), found, known),
                    null);
        }
    }

    private Optional<String> digest(String path) {
        return session.fetch(path, FILE_LIMIT).map(Sha256::of);
    }
}
