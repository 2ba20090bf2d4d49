package org.cnxrunbooks.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a table.
 *
 * @param columns what each row has
 * @param rows one value for each column, null where there is none
 * @param complete false when rows were left out: ask for less
 */
record Sheet(List<Column> columns, List<List<@Nullable Object>> rows, boolean complete) {

    /** How a value is shown and linked. */
    enum Kind {
        TEXT,
        CODE,
        TIME,
        RUN,
        PERSON,
        BLOB,
        BYTES,
        COUNT,
        SECONDS,
        VERDICT
    }

    record Column(String key, String label, Kind kind) {}

    static Column column(String key, String label, Kind kind) {
        return new Column(key, label, kind);
    }
}
