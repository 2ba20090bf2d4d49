package org.cnxrunbooks.evidence.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;

/** Rows of {@code evidence_entry} as values; digests are a JSON object sorted by role. */
final class EntryRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryRows() {}

    static Entry entry(ResultSet row, int number) throws SQLException {
        Draft draft = new Draft(
                row.getString("run_id"),
                row.getString("step"),
                row.getString("source"),
                row.getString("host"),
                instant(row, "started"),
                instant(row, "ended"),
                row.getInt("attempt"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("actor"),
                row.getString("command"),
                row.getObject("exit_code", Integer.class),
                read(row.getString("digests")),
                row.getString("message"));
        return new Entry(row.getLong("sequence"), draft, row.getString("previous_hash"), row.getString("hash"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static String write(Map<String, String> digests) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(digests));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("digests not writable as JSON", e);
        }
    }

    private static Map<String, String> read(String digests) throws SQLException {
        try {
            return JSON.readValue(digests, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("digests are no JSON object", e);
        }
    }
}
