package org.cnxrunbooks.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cnxrunbooks.evidence.Act;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.EntryQuery;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.RunQuery;
import org.cnxrunbooks.evidence.RunQuery.Sort;
import org.cnxrunbooks.evidence.RunSummary;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger answers on every database. */
abstract class LedgerContract {

    private static final Instant DAY = Instant.parse("2026-03-14T21:00:00Z");

    private HikariDataSource pool;
    private JdbcEvidence evidence;
    private Ledger ledger;
    private JdbcClient jdbc;

    abstract String url() throws Exception;

    @BeforeEach
    void open() throws Exception {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        Flyway.configure().dataSource(pool).load().migrate();
        jdbc = JdbcClient.create(pool);
        evidence = new JdbcEvidence(pool);
        ledger = ledger(DAY.plus(Duration.ofMinutes(50)));
        run("backup-lab-1", "backup", "lab", "CHG1", "ops", DAY);
        act("backup-lab-1", "userTask_approveBackupPlan", null, "approver", Outcome.DECIDED, DAY.plusSeconds(60));
        act("backup-lab-1", "serviceTask_packContent", "was1", "system", Outcome.FAILED, DAY.plusSeconds(100));
        act("backup-lab-1", "serviceTask_packContent", "was1", "system", Outcome.SKIPPED, DAY.plusSeconds(200));
        end("backup-lab-1", "backup", "run ended: endEvent_backupVerified", DAY.plusSeconds(300));
        run("backup-prod-2", "backup", "prod", "chg_2%", "ops2", DAY.plusSeconds(1000));
        end("backup-prod-2", "backup", "run ended: cancelled", DAY.plusSeconds(1100));
        run("notice-lab-3", "notice", "lab", "", "ops", DAY.plusSeconds(2000));
    }

    private Ledger ledger(Instant now) {
        return new JdbcLedger(pool, evidence, Clock.fixed(now, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        evidence.close();
        pool.close();
    }

    @Test
    void a_run_is_summed_up_from_its_evidence() {
        assertThat(ledger.run("backup-lab-1")).get().satisfies(run -> {
            assertThat(run.cell()).isEqualTo("lab");
            assertThat(run.changeReference()).isEqualTo("CHG1");
            assertThat(run.people()).containsExactly("approver", "ops");
            assertThat(run.outcome()).isEqualTo("endEvent_backupVerified");
            assertThat(run.ended()).isEqualTo(DAY.plusSeconds(301));
            assertThat(List.of(run.decided(), run.failed(), run.skipped(), run.refused()))
                    .containsExactly(1, 1, 1, 0);
        });
        assertThat(ledger.run("backup-prod-2")).map(RunSummary::outcome).hasValue("cancelled");
        assertThat(ledger.run("never-was")).isEmpty();
    }

    @Test
    void a_run_that_goes_on_is_seen_to_go_on_and_to_end() {
        assertThat(ledger.run("notice-lab-3").orElseThrow().ended()).isNull();
        act("notice-lab-3", "serviceTask_raiseNotice", "web1", "system", Outcome.REFUSED, DAY.plusSeconds(2100));
        assertThat(ledger.run("notice-lab-3").orElseThrow().refused()).isEqualTo(1);
        end("notice-lab-3", "notice", "run ended: endEvent_noticeLowered", DAY.plusSeconds(2200));
        assertThat(ledger.run("notice-lab-3").orElseThrow().outcome()).isEqualTo("endEvent_noticeLowered");
        act("notice-lab-3", "serviceTask_raiseNotice", "web1", "system", Outcome.FAILED, DAY.plusSeconds(2300));
        assertThat(ledger.run("notice-lab-3").orElseThrow().failed())
                .as("told after the end")
                .isEqualTo(1);
    }

    @Test
    void a_run_that_is_over_for_good_is_not_read_again() {
        Ledger later = ledger(DAY.plus(Duration.ofHours(9)));
        later.run("backup-lab-1");
        jdbc.sql("UPDATE runbook_summary SET cell = 'marked'").update();
        act("backup-lab-1", "serviceTask_late", null, "system", Outcome.DONE, DAY.plusSeconds(400));
        assertThat(later.run("backup-lab-1").orElseThrow().cell()).isEqualTo("marked");
    }

    @Test
    void a_start_that_was_refused_after_its_key_was_given_is_no_run() {
        reserve("backup-lab-9");
        assertThat(runs(query(Sort.STARTED, true))).doesNotContain("backup-lab-9");
    }

    @Test
    void runs_are_filtered_sorted_and_paged() {
        assertThat(runs(query(Sort.STARTED, true))).containsExactly("notice-lab-3", "backup-prod-2", "backup-lab-1");
        assertThat(runs(query(Sort.DURATION, false))).containsExactly("backup-prod-2", "backup-lab-1", "notice-lab-3");
        assertThat(runs(query("lab", "", "", "", null, "", ""))).containsExactly("notice-lab-3", "backup-lab-1");
        assertThat(runs(query("", "notice", "", "", null, "", ""))).containsExactly("notice-lab-3");
        assertThat(runs(query("", "", "ops", "", null, "", "")))
                .as("not ops2")
                .containsExactly("notice-lab-3", "backup-lab-1");
        assertThat(runs(query("", "", "", "running", null, "", ""))).containsExactly("notice-lab-3");
        assertThat(runs(query("", "", "", "cancelled", null, "", ""))).containsExactly("backup-prod-2");
        assertThat(runs(query("", "", "", "", DAY.plusSeconds(1000), "", "")))
                .containsExactly("notice-lab-3", "backup-prod-2");
        assertThat(runs(query("", "", "", "", null, "CHG_2%", "")))
                .as("typed signs are only signs")
                .containsExactly("backup-prod-2");
        assertThat(runs(query("", "", "", "", null, "%", ""))).containsExactly("backup-prod-2");
        assertThat(runs(query("", "", "", "", null, "", "BECAUSE 3"))).containsExactly("notice-lab-3");
        Ledger.Page second = ledger.runs(
                new RunQuery(Set.of("backup", "notice"), "", "", "", "", null, null, "", "", Sort.STARTED, true, 1, 1));
        assertThat(second.total()).isEqualTo(3);
        assertThat(second.runs()).extracting(RunSummary::runId).containsExactly("backup-prod-2");
    }

    @Test
    void only_runs_of_the_processes_that_are_named_are_shown() {
        RunQuery none = new RunQuery(Set.of(), "", "", "", "", null, null, "", "", Sort.STARTED, true, 0, 10);
        assertThat(ledger.runs(none).total()).isZero();
        RunQuery one = new RunQuery(Set.of("notice"), "", "", "", "", null, null, "", "", Sort.STARTED, true, 0, 10);
        assertThat(runs(one)).containsExactly("notice-lab-3");
        assertThat(ledger.acts(acts(Set.of("notice"), "was1", Set.of(), ""))).isEmpty();
        assertThat(ledger.acts(acts(Set.of(), "was1", Set.of(), ""))).isEmpty();
    }

    @Test
    void acts_are_found_by_host_period_outcome_and_step() {
        Set<String> all = Set.of("backup", "notice");
        assertThat(ledger.acts(acts(all, "was1", Set.of(), "")))
                .extracting(act -> act.draft().outcome())
                .containsExactly(Outcome.SKIPPED, Outcome.FAILED);
        assertThat(ledger.acts(acts(all, "", Set.of(Outcome.DECIDED), "userTask_approve")))
                .extracting(Act::starter)
                .containsExactly("ops");
        assertThat(ledger.acts(
                        new EntryQuery(all, "", "was1", Set.of(), "", DAY.plusSeconds(150), DAY.plusSeconds(250), 10)))
                .extracting(act -> act.draft().outcome())
                .containsExactly(Outcome.SKIPPED);
        assertThat(ledger.choices().people()).containsExactly("approver", "ops", "ops2");
        assertThat(ledger.choices().outcomes()).containsExactly("cancelled", "endEvent_backupVerified");
    }

    private static EntryQuery acts(Set<String> processes, String host, Set<Outcome> outcomes, String step) {
        return new EntryQuery(processes, "", host, outcomes, step, DAY, DAY.plusSeconds(9000), 10);
    }

    private List<String> runs(RunQuery query) {
        return ledger.runs(query).runs().stream().map(RunSummary::runId).toList();
    }

    private static RunQuery query(Sort sort, boolean descending) {
        return new RunQuery(Set.of("backup", "notice"), "", "", "", "", null, null, "", "", sort, descending, 0, 10);
    }

    private static RunQuery query(
            String cell, String process, String person, String outcome, Instant from, String change, String text) {
        return new RunQuery(
                Set.of("backup", "notice"),
                cell,
                process,
                person,
                outcome,
                from,
                null,
                change,
                text,
                Sort.STARTED,
                true,
                0,
                10);
    }

    private void reserve(String run) {
        jdbc.sql("INSERT INTO runbook_run (run_id, reserved) VALUES (?, CURRENT_TIMESTAMP)")
                .param(run)
                .update();
    }

    private void run(String run, String process, String cell, String change, String starter, Instant at) {
        reserve(run);
        String request = evidence.keep("{\"cellName\":\"%s\",\"changeReference\":\"%s\",\"reason\":\"because %s\"}"
                .formatted(cell, change, run.replaceAll(".*-", ""))
                .getBytes(StandardCharsets.UTF_8));
        evidence.append(
                draft(run, process, null, starter, Outcome.DONE, Map.of("request", request), "run started", at));
    }

    private void act(String run, String step, String host, String actor, Outcome outcome, Instant at) {
        evidence.append(draft(run, step, host, actor, outcome, Map.of(), "", at));
    }

    private void end(String run, String process, String message, Instant at) {
        String step = message.endsWith("cancelled") ? process : message.replaceAll(".* ", "");
        evidence.append(draft(run, step, null, "system", Outcome.DONE, Map.of(), message, at));
    }

    private static Draft draft(
            String run,
            String step,
            String host,
            String actor,
            Outcome outcome,
            Map<String, String> digests,
            String message,
            Instant at) {
        return new Draft(run, step, null, host, at, at.plusSeconds(1), 1, outcome, actor, null, null, digests, message);
    }
}
