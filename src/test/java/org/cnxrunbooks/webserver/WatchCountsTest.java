package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchCountsTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final WatchTarget FILES = new WatchTarget(
            "web1", "AppsCluster", new Endpoint("http", "127.0.92.1", 1, "lab.example"), "/files/", "JSESSIONID");

    private long millis;
    private final InstantSource clock = () -> NOON.plusMillis(millis);
    private final WatchCounts counts = new WatchCounts(clock.withZone(ZoneOffset.UTC), () -> millis * 1_000_000);

    @Test
    void only_seconds_that_are_over_are_taken_and_each_once() {
        at(100, WatchKind.NEW, "", "a");
        at(900, WatchKind.NEW, "status 500", "");
        at(950, WatchKind.STICKY, "", "b");
        assertThat(counts.take()).isEmpty();
        at(1000, WatchKind.NEW, "", "a");

        assertThat(counts.take())
                .containsExactly(
                        new WatchSecond(
                                NOON,
                                "web1",
                                "AppsCluster",
                                WatchKind.NEW,
                                2,
                                1,
                                7,
                                800,
                                2,
                                Map.of("a", 1L),
                                Map.of("status 500", 1L)),
                        new WatchSecond(
                                NOON,
                                "web1",
                                "AppsCluster",
                                WatchKind.STICKY,
                                1,
                                0,
                                7,
                                850,
                                2,
                                Map.of("b", 1L),
                                Map.of()));
        assertThat(counts.take()).isEmpty();
        counts.seal();
        at(1100, WatchKind.NEW, "", "a");
        assertThat(counts.take()).extracting(WatchSecond::requests).containsExactly(1L);
        assertThat(counts.take()).isEmpty();
    }

    @Test
    void a_gap_lasts_from_success_to_success_of_any_visit_and_is_seen_while_it_lasts() {
        at(0, WatchKind.NEW, "refused", "");
        at(3000, WatchKind.NEW, "", "a");
        at(3500, WatchKind.STICKY, "", "a");
        at(5000, WatchKind.NEW, "refused", "");
        at(6000, WatchKind.LONG, "", "a");
        at(7600, WatchKind.STICKY, "", "a");
        at(90_000, WatchKind.LONG, "", "a");

        assertThat(counts.take()).extracting(WatchSecond::gapMillis).containsExactly(0L, 0L, 500L, 1500L, 0L, 4100L);
    }

    @Test
    void what_nobody_takes_for_long_is_added_up() {
        for (int second = 0; second < WatchCounts.KEPT + 500; second++) {
            at(second * 1000L, WatchKind.NEW, second % 2 == 0 ? "" : "status 500", "a");
        }
        counts.seal();

        List<WatchSecond> taken = counts.take();
        assertThat(taken).hasSize(WatchCounts.KEPT);
        assertThat(taken.get(0).second()).isEqualTo(NOON.plusSeconds(500));
        WatchTotals totals = WatchTotals.NONE.plus(taken);
        assertThat(totals.requests()).isEqualTo(WatchCounts.KEPT + 500);
        assertThat(totals.failures()).isEqualTo((WatchCounts.KEPT + 500) / 2);
        assertThat(totals.worstGap()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_server_that_never_says_the_same_twice_fills_no_memory() {
        for (int i = 0; i < 1000; i++) {
            at(i, WatchKind.NEW, "", "clone" + i);
            at(i, WatchKind.NEW, "problem" + i + "x".repeat(1000), "");
        }
        counts.seal();

        WatchSecond second = counts.take().get(0);
        assertThat(second.served())
                .hasSize(FewCounts.LIMIT + 1)
                .containsEntry(FewCounts.OTHER, 1000L - FewCounts.LIMIT);
        assertThat(second.problems()).hasSize(FewCounts.LIMIT + 1);
        assertThat(second.problems().keySet()).allMatch(problem -> problem.length() < 200);
        assertThat(second.requests()).isEqualTo(2000);
    }

    private void at(long moment, WatchKind kind, String problem, String cloneId) {
        millis = moment;
        counts.add(new WatchResult(FILES, kind, problem, cloneId, 2, 7_900_000));
    }
}
