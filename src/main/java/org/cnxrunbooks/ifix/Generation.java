package org.cnxrunbooks.ifix;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;

/**
 * The processes of a web server right before a reload: as long as one of them lives, requests may still go where they went
 * before. Put down before the reload, so that a crash in between loses none.
 */
record Generation(String webServer, List<Long> processes) {

    private static final String ROLE = "processes";

    static void note(IfixWork work, String webServer, Set<Long> processes) {
        Instant now = work.clock().instant();
        Generation generation =
                new Generation(webServer, processes.stream().sorted().toList());
        work.run()
                .evidence()
                .append(new Draft(
                        work.run().runId(),
                        work.run().stepId(),
                        "002-8",
                        work.webServer(webServer).host(),
                        now,
                        now,
                        work.run().attempt(),
                        Outcome.DONE,
                        "system",
                        null,
                        null,
                        Map.of(ROLE, work.run().evidence().keep(Records.write(generation))),
                        "%d processes of %s before the reload".formatted(processes.size(), webServer)));
    }

    /** Before the last reload of that web server; it names those that an earlier reload had left, too. */
    static Optional<Generation> last(IfixWork work, String webServer) {
        return work.run().evidence().entries(work.run().runId()).stream()
                .map(entry -> entry.draft().digests().get(ROLE))
                .filter(digest -> digest != null)
                .map(digest -> Records.read(work.blob(digest), Generation.class))
                .filter(generation -> generation.webServer().equals(webServer))
                .reduce((earlier, later) -> later);
    }
}
