package org.cnxrunbooks.notice;

import java.util.List;
import java.util.Map;

/** One look from outside: what had to come back, and what did. */
record ProofRow(String from, String server, String door, String path, String expected, String observed, boolean right) {

    static List<Map<String, String>> table(List<ProofRow> rows) {
        return rows.stream()
                .map(row -> Map.of(
                        "from", row.from,
                        "door", row.server + " " + row.door,
                        "path", row.path,
                        "expected", row.expected,
                        "observed", row.observed,
                        "verdict", row.right ? "right" : "WRONG"))
                .toList();
    }

    String sentence() {
        return "%s asks %s %s for %s (observed %s, expected %s)"
                .formatted(from, server, door, path, observed, expected);
    }
}
