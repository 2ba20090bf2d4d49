package org.cnxrunbooks.evidence.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cnxrunbooks.evidence.EntryQuery;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.RunQuery;
import org.jspecify.annotations.Nullable;

/** The WHERE of a query with its named values. What a person typed is only ever a value. */
final class Conditions {

    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Conditions() {}

    static Conditions of(RunQuery query) {
        Conditions all = new Conditions();
        all.given("process IN (:processes)", "processes", query.processes());
        all.word("cell = :cell", "cell", query.cell());
        all.word("process = :process", "process", query.process());
        all.word(
                "people LIKE :person ESCAPE '!'",
                "person",
                query.person().isEmpty() ? "" : "%" + literal(SummaryRows.between(query.person())) + "%");
        if (query.outcome().equals(RunQuery.RUNNING)) {
            all.terms.add("ended IS NULL");
        } else {
            all.word("outcome = :outcome", "outcome", query.outcome());
        }
        all.given("started >= :from", "from", SummaryRows.utc(query.from()));
        all.given("started < :until", "until", SummaryRows.utc(query.until()));
        all.word("LOWER(change_reference) LIKE :change ESCAPE '!'", "change", part(query.change()));
        all.word(
                "(LOWER(run_id) LIKE :text ESCAPE '!' OR LOWER(reason) LIKE :text ESCAPE '!')",
                "text",
                part(query.text()));
        return all;
    }

    static Conditions of(EntryQuery query) {
        Conditions all = new Conditions();
        all.given("s.process IN (:processes)", "processes", query.processes());
        all.word("s.cell = :cell", "cell", query.cell());
        all.word("e.host = :host", "host", query.host());
        if (!query.outcomes().isEmpty()) {
            all.given(
                    "e.outcome IN (:outcomes)",
                    "outcomes",
                    query.outcomes().stream().map(Outcome::name).collect(Collectors.toSet()));
        }
        all.word("e.step LIKE :step ESCAPE '!'", "step", query.step().isEmpty() ? "" : literal(query.step()) + "%");
        all.given("e.ended >= :from", "from", SummaryRows.utc(query.from()));
        all.given("e.started < :until", "until", SummaryRows.utc(query.until()));
        return all;
    }

    String where() {
        return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
    }

    Map<String, Object> values() {
        return values;
    }

    private void word(String term, String name, String value) {
        given(term, name, value.isEmpty() ? null : value);
    }

    private void given(String term, String name, @Nullable Object value) {
        if (value != null) {
            terms.add(term);
            values.put(name, value);
        }
    }

    private static String part(String typed) {
        return typed.isBlank() ? "" : "%" + literal(typed.strip().toLowerCase(Locale.ROOT)) + "%";
    }

    private static String literal(String typed) {
        return typed.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
