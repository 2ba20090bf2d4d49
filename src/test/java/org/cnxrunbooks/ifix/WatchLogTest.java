package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.webserver.WatchSecond;
import org.cnxrunbooks.webserver.WatchTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchLogTest {

    private static final Instant NINE = WatchedRun.NINE;

    private final WatchedRun run = new WatchedRun();
    private final WatchLog log = run.log();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void before_the_first_sign_there_is_none() {
        assertThat(log.last()).isEmpty();
    }

    @Test
    void the_last_sign_tells_all_since_the_beginning() {
        List<WatchSecond> first = List.of(WatchedRun.second(NINE, 10, 0));
        List<WatchSecond> second = List.of(WatchedRun.second(NINE.plusSeconds(5), 8, 2));
        WatchTotals one = WatchTotals.NONE.plus(first);
        WatchTotals both = one.plus(second);
        log.append(NINE, NINE.plusSeconds(5), 1, one, first, false);
        log.append(NINE.plusSeconds(5), NINE.plusSeconds(10), 1, both, second, false);
        assertThat(log.last()).hasValueSatisfying(mark -> {
            assertThat(mark.at()).isEqualTo(NINE.plusSeconds(10));
            assertThat(mark.totals()).isEqualTo(both);
            assertThat(mark.totals().requests()).isEqualTo(18);
            assertThat(mark.totals().failures()).isEqualTo(2);
            assertThat(mark.closed()).isFalse();
        });
    }

    @Test
    void an_ended_watch_says_so_and_one_that_begins_again_does_not() {
        log.append(NINE, NINE.plusSeconds(5), 1, WatchTotals.NONE, List.of(), true);
        assertThat(log.last()).map(WatchLog.Mark::closed).contains(true);
        log.append(NINE.plusSeconds(60), NINE.plusSeconds(65), 2, WatchTotals.NONE, List.of(), false);
        assertThat(log.last()).map(WatchLog.Mark::closed).contains(false);
    }

    @Test
    void what_others_put_down_is_no_sign() {
        WatchTotals totals = WatchTotals.NONE.plus(List.of(WatchedRun.second(NINE, 3, 0)));
        log.append(NINE, NINE.plusSeconds(5), 1, totals, List.of(), false);
        run.evidence()
                .append(new Draft(
                        WatchedRun.ID,
                        WatchLog.STEP,
                        "002-0",
                        null,
                        NINE.plusSeconds(6),
                        NINE.plusSeconds(6),
                        2,
                        Outcome.DONE,
                        "system",
                        null,
                        null,
                        Map.of("output", "ab"),
                        "watch ended: as people say"));
        assertThat(log.last()).hasValueSatisfying(mark -> {
            assertThat(mark.totals()).isEqualTo(totals);
            assertThat(mark.closed()).isFalse();
        });
    }

    @Test
    void another_run_is_not_looked_at() {
        log.append(NINE, NINE.plusSeconds(5), 1, WatchTotals.NONE, List.of(), false);
        assertThat(new WatchLog("ifix-sample-20260315-210000", run.evidence()).last())
                .isEmpty();
    }

    @Test
    void an_entry_reads_well_and_keeps_its_seconds_in_a_chain() {
        List<WatchSecond> seconds = List.of(WatchedRun.second(NINE, 10, 1));
        log.append(NINE, NINE.plusSeconds(5), 3, WatchTotals.NONE.plus(seconds), seconds, true);
        List<Entry> entries = run.evidence().entries(WatchedRun.ID);
        assertThat(Chain.verify(entries)).isEmpty();
        Draft draft = entries.get(0).draft();
        assertThat(draft.step()).isEqualTo("serviceTask_watchService");
        assertThat(draft.message()).isEqualTo("watch ended: 10 requests so far, 1 failed");
        assertThat(draft.attempt()).isEqualTo(3);
        byte[] kept = run.evidence().blob(draft.digests().get("watchSeconds")).orElseThrow();
        assertThat(Records.readList(kept, WatchSecond.class)).isEqualTo(seconds);
    }

    @Test
    void totals_that_are_gone_are_not_taken_for_none() {
        run.evidence()
                .append(new Draft(
                        WatchedRun.ID,
                        WatchLog.STEP,
                        "002-0",
                        null,
                        NINE,
                        NINE,
                        1,
                        Outcome.DONE,
                        "system",
                        null,
                        null,
                        Map.of("watchTotals", "0".repeat(64)),
                        "10 requests so far, 0 failed"));
        assertThatThrownBy(log::last).hasMessageContaining("Totals of the watch missing: 000");
    }
}
