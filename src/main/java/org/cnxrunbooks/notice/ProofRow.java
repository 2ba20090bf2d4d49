package org.cnxrunbooks.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One look from outside: what had to come back, and what did. */
record ProofRow(String from, String server, String door, String path, String expected, String observed, boolean right) {

    /** For people: what is wrong comes first and is marked. */
    static List<Map<String, String>> table(List<ProofRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(ProofRow::right))
                .map(row -> Map.of(
                        "from",
                        row.from,
                        "asked",
                        row.server + " " + row.door + row.path,
                        "expected",
                        row.expected,
                        "observed",
                        (row.right ? "" : "✗ ") + row.observed))
                .toList();
    }

    String sentence() {
        return "%s asks %s %s for %s (observed %s, expected %s)"
                .formatted(from, server, door, path, observed, expected);
    }
}
