package org.cnxrunbooks.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where progress outlives the process. One node works an item at a time, so the last writer is right. */
final class ProgressTable {

    private final JdbcClient jdbc;

    /** @param apart connections that commit by themselves */
    ProgressTable(DataSource apart) {
        this.jdbc = JdbcClient.create(apart);
    }

    List<ProgressLine> of(Collection<String> runIds) {
        if (runIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT * FROM runbook_progress WHERE run_id IN (:runs) ORDER BY started, step, host, item")
                .param("runs", runIds)
                .query(ProgressTable::line)
                .list();
    }

    void forget(String runId, String step) {
        jdbc.sql("DELETE FROM runbook_progress WHERE run_id = ? AND step = ?")
                .params(runId, step)
                .update();
    }

    void keep(ProgressLine line) {
        if (update(line) == 0) {
            try {
                insert(line);
            } catch (DuplicateKeyException e) {
                update(line);
            }
        }
    }

    private int update(ProgressLine line) {
        return jdbc.sql("UPDATE runbook_progress SET bytes_done = ?, bytes_expected = ?, files_done = ?,"
                        + " files_expected = ?, bytes_per_second = ?, started = ?, updated = ?"
                        + " WHERE run_id = ? AND step = ? AND host = ? AND item = ?")
                .params(values(line))
                .update();
    }

    private void insert(ProgressLine line) {
        jdbc.sql("INSERT INTO runbook_progress (bytes_done, bytes_expected, files_done, files_expected,"
                        + " bytes_per_second, started, updated, run_id, step, host, item)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values(line))
                .update();
    }

    /** In the order in which both statements name them, the key last. */
    private static Object[] values(ProgressLine line) {
        return new Object[] {
            line.bytesDone(),
            line.bytesExpected(),
            line.filesDone(),
            line.filesExpected(),
            line.bytesPerSecond(),
            utc(line.started()),
            utc(line.updated()),
            line.runId(),
            line.step(),
            line.host(),
            line.item()
        };
    }

    private static ProgressLine line(ResultSet row, int number) throws SQLException {
        return new ProgressLine(
                row.getString("run_id"),
                row.getString("step"),
                row.getString("host"),
                row.getString("item"),
                row.getLong("bytes_done"),
                row.getLong("bytes_expected"),
                row.getLong("files_done"),
                row.getLong("files_expected"),
                row.getLong("bytes_per_second"),
                instant(row, "started"),
                instant(row, "updated"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
