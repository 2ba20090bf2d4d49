package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.webserver.WatchSecond;
import org.cnxrunbooks.webserver.WatchTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBudgetTest {

    private static final Instant NINE = WatchedRun.NINE;

    /** From the second look on each one takes a minute, so that patience runs out without waiting. */
    private static final class HastyClock extends Clock {

        private int looks;

        @Override
        public Instant instant() {
            looks++;
            return NINE.plus(Duration.ofMinutes(Math.max(0, looks - 2)));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Judging asks the evidence alone. */
    private static final class NoHosts implements Hosts {

        @Override
        public HostSession connect(Host host, Consumer<CommandRecord> recorder) {
            throw new IllegalStateException("nobody is asked: " + host.name());
        }

        @Override
        public void close() {}
    }

    private final WatchedRun run = new WatchedRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void without_failed_requests_a_step_begins() {
        watched(NINE.minusSeconds(1), 100, 0, false);
        assertThatCode(() -> require(0)).doesNotThrowAnyException();
    }

    @Test
    void as_many_failed_requests_as_agreed_are_borne() {
        watched(NINE.minusSeconds(1), 100, 2, false);
        assertThatCode(() -> require(2)).doesNotThrowAnyException();
    }

    @Test
    void one_failed_request_more_stops_the_step_and_says_where() {
        watched(NINE.minusSeconds(1), 100, 3, false);
        StepFailure failure = failure(2);
        assertThat(failure.item()).isEqualTo("errorBudget");
        assertThat(failure)
                .hasMessageContaining(
                        "Error budget used up: sample (observed 3 of 100 requests failed, expected at most 2)")
                .hasMessageContaining(
                        "- AppsCluster through webserver1: 3 failed, last at %s: 503 Service Unavailable (3)",
                        NINE.minusSeconds(1))
                .hasMessageContaining("HINT:");
    }

    @Test
    void what_a_person_accepted_is_borne_but_no_more() {
        watched(NINE.minusSeconds(2), 100, 5, false);
        run.write(IfixVariables.ACCEPTED_FAILURES, 5L);
        assertThatCode(() -> require(0)).doesNotThrowAnyException();
        watched(NINE.minusSeconds(1), 100, 6, false);
        assertThat(failure(0).item()).isEqualTo("errorBudget");
    }

    @Test
    void accepting_less_than_the_budget_takes_nothing_from_it() {
        watched(NINE.minusSeconds(1), 100, 5, false);
        run.write(IfixVariables.ACCEPTED_FAILURES, 1L);
        assertThatCode(() -> require(5)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"takeBack", "restore"})
    void the_way_back_is_not_barred_by_failed_requests(String action) {
        watched(NINE.minusSeconds(1), 100, 100, false);
        run.write(IfixVariables.FIX_ACTION, action);
        assertThatCode(() -> require(0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "takeBack"})
    void nothing_begins_while_nobody_watches(String action) {
        run.write(IfixVariables.FIX_ACTION, action);
        StepFailure failure = failure(0);
        assertThat(failure.item()).isEqualTo("watch");
        assertThat(failure).hasMessageContaining("Nobody watches: sample (observed no sign at all");
    }

    @Test
    void a_watch_that_fell_silent_is_none() {
        watched(NINE.minusSeconds(16), 100, 0, false);
        StepFailure failure = failure(0);
        assertThat(failure.item()).isEqualTo("watch");
        assertThat(failure).hasMessageContaining("observed the last sign at " + NINE.minusSeconds(16));
    }

    @Test
    void a_watch_that_ended_is_none() {
        watched(NINE.minusSeconds(1), 100, 0, true);
        assertThat(failure(0).item()).isEqualTo("watch");
    }

    @Test
    void only_places_where_requests_failed_are_told() {
        assertThat(ErrorBudget.where(WatchTotals.NONE.plus(List.of(WatchedRun.second(NINE, 10, 0)))))
                .isEmpty();
    }

    private void watched(Instant at, long requests, long failures, boolean closed) {
        List<WatchSecond> seconds = List.of(WatchedRun.second(at, requests, failures));
        run.log().append(at.minusSeconds(5), at, 1, WatchTotals.NONE.plus(seconds), seconds, closed);
    }

    private StepFailure failure(long budget) {
        return catchThrowableOfType(StepFailure.class, () -> require(budget));
    }

    private void require(long budget) {
        Cell cell = CellOfNodes.of(List.of(CellOfNodes.node("A")));
        ErrorBudget.require(
                new IfixWork(run, cell, new CellSessions(cell, new NoHosts(), run.recorder()), new HastyClock()),
                plan(budget));
    }

    private static IfixPlan plan(long budget) {
        return new IfixPlan(
                WatchedRun.ID,
                "sample",
                "ops",
                "CHG-1",
                List.of("LO66666"),
                "/fixes",
                budget,
                "PT15M",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                "",
                List.of(),
                List.of());
    }
}
