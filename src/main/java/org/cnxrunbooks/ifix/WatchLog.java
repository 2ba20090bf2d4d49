package org.cnxrunbooks.ifix;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.webserver.WatchSecond;
import org.cnxrunbooks.webserver.WatchTotals;

/**
 * What the watch of a run has put down. Each entry holds the totals since the beginning and the seconds since the entry
 * before, so that the last one is enough to judge by, and to go on from.
 */
record WatchLog(String runId, Evidence evidence) {

    static final String STEP = "serviceTask_watchService";

    private static final String SOURCE = "002-0";
    private static final String TOTALS = "watchTotals";
    private static final String SECONDS = "watchSeconds";
    private static final String CLOSED = "watch ended";

    static WatchLog of(StepRun run) {
        return new WatchLog(run.runId(), run.evidence());
    }

    /** @param at end of what it covers */
    record Mark(Instant at, WatchTotals totals, boolean closed) {}

    void append(Instant from, Instant to, int attempt, WatchTotals totals, List<WatchSecond> seconds, boolean closed) {
        evidence.append(new Draft(
                runId,
                STEP,
                SOURCE,
                null,
                from,
                to,
                attempt,
                Outcome.DONE,
                "system",
                null,
                null,
                Map.of(TOTALS, evidence.keep(Records.write(totals)), SECONDS, evidence.keep(Records.write(seconds))),
                "%s%d requests so far, %d failed"
                        .formatted(closed ? CLOSED + ": " : "", totals.requests(), totals.failures())));
    }

    Optional<Mark> last() {
        return evidence.entries(runId).stream()
                .filter(entry -> entry.draft().digests().containsKey(TOTALS))
                .reduce((earlier, later) -> later)
                .map(entry -> new Mark(
                        entry.draft().ended(),
                        totals(entry.draft()),
                        entry.draft().message().startsWith(CLOSED)));
    }

    private WatchTotals totals(Draft draft) {
        String digest = draft.digests().getOrDefault(TOTALS, "");
        return Records.read(
                evidence.blob(digest)
                        .orElseThrow(() -> new IllegalStateException("Totals of the watch missing: " + digest)),
                WatchTotals.class);
    }
}
