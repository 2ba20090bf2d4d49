package org.cnxrunbooks.evidence.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cnxrunbooks.evidence.RunSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code runbook_summary} as values. People stand between bars, so that one is found by {@code LIKE '%|ops|%'}. */
final class SummaryRows {

    private static final String BAR = "|";
    private static final int REASON = 2000;
    private static final int WORD = 200;

    private SummaryRows() {}

    static RunSummary summary(ResultSet row, int number) throws SQLException {
        return new RunSummary(
                row.getString("run_id"),
                row.getString("process"),
                row.getString("cell"),
                row.getString("change_reference"),
                row.getString("reason"),
                row.getString("starter"),
                people(row.getString("people")),
                row.getObject("started", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ended", OffsetDateTime.class)),
                row.getString("outcome"),
                row.getLong("entries"),
                row.getInt("decided"),
                row.getInt("refused"),
                row.getInt("failed"),
                row.getInt("skipped"));
    }

    static SortedSet<String> people(String column) {
        SortedSet<String> people = new TreeSet<>(Arrays.asList(column.split("\\" + BAR)));
        people.remove("");
        return people;
    }

    static String between(String person) {
        return BAR + person + BAR;
    }

    /** Replaces the row of the run; of two writers at once the first is enough, as both read the same evidence. */
    static void keep(JdbcClient jdbc, RunSummary run) {
        jdbc.sql("DELETE FROM runbook_summary WHERE run_id = ?")
                .param(run.runId())
                .update();
        try {
            jdbc.sql("INSERT INTO runbook_summary (run_id, process, cell, change_reference, reason, starter, people,"
                            + " started, ended, outcome, entries, decided, refused, failed, skipped)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            run.runId(),
                            run.process(),
                            begin(run.cell(), WORD),
                            begin(run.changeReference(), WORD),
                            begin(run.reason(), REASON),
                            run.starter(),
                            between(String.join(BAR, run.people())),
                            utc(run.started()),
                            utc(run.ended()),
                            run.outcome(),
                            run.entries(),
                            run.decided(),
                            run.refused(),
                            run.failed(),
                            run.skipped())
                    .update();
        } catch (DuplicateKeyException e) {
            return;
        }
    }

    private static String begin(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
