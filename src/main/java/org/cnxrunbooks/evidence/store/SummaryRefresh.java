package org.cnxrunbooks.evidence.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings {@code runbook_summary} up to what the evidence says. A run is read again only when its chain has grown; one
 * that ended more than an hour ago is finished for good (a long step that was cancelled may still tell its end). New
 * runs are looked for among the keys given since the last look, with a day's margin for clocks that differ and starts
 * that take long.
 */
final class SummaryRefresh {

    private static final Duration SETTLED = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Evidence evidence;
    private final Clock clock;
    private Instant looked = Instant.EPOCH;

    SummaryRefresh(JdbcClient jdbc, Evidence evidence, Clock clock) {
        this.jdbc = jdbc;
        this.evidence = evidence;
        this.clock = clock;
    }

    synchronized void run() {
        Instant now = clock.instant();
        grown(now).forEach(this::summarize);
        looked = now;
    }

    private List<String> grown(Instant now) {
        return jdbc.sql(
                        """
                SELECT open.run_id FROM (
                  SELECT s.run_id, s.entries AS known FROM runbook_summary s WHERE s.ended IS NULL OR s.ended > :settled
                  UNION ALL
                  SELECT r.run_id, 0 AS known FROM runbook_run r
                  WHERE r.reserved > :looked
                    AND NOT EXISTS (SELECT 1 FROM runbook_summary s WHERE s.run_id = r.run_id)) open
                WHERE (SELECT MAX(e.sequence) FROM evidence_entry e WHERE e.run_id = open.run_id) > open.known""")
                .param("settled", SummaryRows.utc(now.minus(SETTLED)))
                .param("looked", SummaryRows.utc(looked.equals(Instant.EPOCH) ? looked : looked.minus(MARGIN)))
                .query(String.class)
                .list();
    }

    private void summarize(String runId) {
        List<Entry> chain = evidence.entries(runId);
        SummaryRows.keep(jdbc, RunSummary.of(chain, request(chain.get(0))));
    }

    private Map<String, String> request(Entry opening) {
        return Optional.ofNullable(opening.draft().digests().get("request"))
                .flatMap(evidence::blob)
                .map(SummaryRefresh::read)
                .orElse(Map.of());
    }

    private static Map<String, String> read(byte[] request) {
        try {
            return JSON.readValue(request, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("request of a run not readable", e);
        }
    }
}
