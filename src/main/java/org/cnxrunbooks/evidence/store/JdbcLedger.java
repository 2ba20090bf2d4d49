package org.cnxrunbooks.evidence.store;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.cnxrunbooks.evidence.Act;
import org.cnxrunbooks.evidence.EntryQuery;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunQuery;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from {@code runbook_summary}, which is brought up to date before each answer, and from the entries. */
public final class JdbcLedger implements Ledger {

    private static final Map<RunQuery.Sort, String> COLUMNS = Map.of(
            RunQuery.Sort.STARTED, "started",
            RunQuery.Sort.ENDED, "ended",
            RunQuery.Sort.DURATION, "ended - started",
            RunQuery.Sort.RUN, "run_id",
            RunQuery.Sort.RUNBOOK, "process",
            RunQuery.Sort.CELL, "cell",
            RunQuery.Sort.CHANGE, "change_reference",
            RunQuery.Sort.STARTER, "starter",
            RunQuery.Sort.OUTCOME, "outcome");

    private final JdbcClient jdbc;
    private final SummaryRefresh refresh;

    public JdbcLedger(DataSource dataSource, Evidence evidence, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.refresh = new SummaryRefresh(jdbc, evidence, clock);
    }

    @Override
    public Page runs(RunQuery query) {
        refresh.run();
        if (query.processes().isEmpty()) {
            return new Page(List.of(), 0);
        }
        Conditions conditions = Conditions.of(query);
        long total = jdbc.sql("SELECT COUNT(*) FROM runbook_summary" + conditions.where())
                .params(conditions.values())
                .query(Long.class)
                .single();
        String direction = query.descending() ? " DESC NULLS FIRST" : " ASC NULLS LAST";
        List<RunSummary> runs = jdbc.sql("SELECT * FROM runbook_summary" + conditions.where() + " ORDER BY "
                        + COLUMNS.get(query.sort()) + direction + ", run_id" + (query.descending() ? " DESC" : "")
                        + " OFFSET " + query.offset() + " ROWS FETCH FIRST " + query.limit() + " ROWS ONLY")
                .params(conditions.values())
                .query(SummaryRows::summary)
                .list();
        return new Page(runs, total);
    }

    @Override
    public Optional<RunSummary> run(String runId) {
        refresh.run();
        return jdbc.sql("SELECT * FROM runbook_summary WHERE run_id = ?")
                .param(runId)
                .query(SummaryRows::summary)
                .optional();
    }

    @Override
    public Choices choices() {
        refresh.run();
        Choices choices = new Choices(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        jdbc.sql("SELECT DISTINCT process, cell, people, COALESCE(outcome, '') AS outcome FROM runbook_summary")
                .query(row -> {
                    choices.processes().add(row.getString("process"));
                    choices.cells().add(row.getString("cell"));
                    choices.people().addAll(SummaryRows.people(row.getString("people")));
                    choices.outcomes().add(row.getString("outcome"));
                });
        choices.cells().remove("");
        choices.outcomes().remove("");
        return choices;
    }

    @Override
    public List<Act> acts(EntryQuery query) {
        refresh.run();
        if (query.processes().isEmpty()) {
            return List.of();
        }
        Conditions conditions = Conditions.of(query);
        return jdbc.sql(
                        "SELECT e.*, s.process, s.cell, s.change_reference, s.starter FROM evidence_entry e JOIN runbook_summary s ON s.run_id = e.run_id"
                                + conditions.where()
                                + " ORDER BY e.started DESC, e.run_id, e.sequence DESC FETCH FIRST "
                                + query.limit() + " ROWS ONLY")
                .params(conditions.values())
                .query((row, number) -> new Act(
                        EntryRows.entry(row, number),
                        row.getString("process"),
                        row.getString("cell"),
                        row.getString("change_reference"),
                        row.getString("starter")))
                .list();
    }
}
