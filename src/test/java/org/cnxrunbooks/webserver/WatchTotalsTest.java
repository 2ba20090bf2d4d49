package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.evidence.Records;
import org.junit.jupiter.api.Test;

class WatchTotalsTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private static final List<WatchSecond> SEEN = List.of(
            second(0, "AppsCluster", WatchKind.NEW, 2, 0, 400, 2, Map.of("a", 1L, "b", 1L), Map.of()),
            second(0, "InfraCluster", WatchKind.NEW, 1, 0, 0, 3, Map.of(), Map.of()),
            second(0, "AppsCluster", WatchKind.LONG, 1, 0, 0, 4, Map.of(), Map.of()),
            second(2, "AppsCluster", WatchKind.NEW, 1, 1, 2300, 2, Map.of(), Map.of("status 500", 1L)),
            second(3, "AppsCluster", WatchKind.STICKY, 1, 0, 2900, 2, Map.of("b", 1L), Map.of()),
            second(4, "AppsCluster", WatchKind.NEW, 1, 0, 700, 2, Map.of("b", 1L), Map.of()));

    @Test
    void counts_are_kept_by_web_server_and_cluster() {
        WatchTotals totals = WatchTotals.NONE.plus(SEEN);

        assertThat(totals.clusters())
                .containsExactly(
                        new WatchTotal(
                                "web1",
                                "AppsCluster",
                                Map.of(
                                        WatchKind.NEW,
                                        new WatchCount(4, 1, 2),
                                        WatchKind.STICKY,
                                        new WatchCount(1, 0, 2),
                                        WatchKind.LONG,
                                        new WatchCount(1, 0, 4)),
                                Duration.ofMillis(2900),
                                NOON.plusSeconds(3),
                                NOON.plusSeconds(2),
                                Map.of("a", 1L, "b", 3L),
                                Map.of("status 500", 1L),
                                NOON,
                                NOON.plusSeconds(4)),
                        new WatchTotal(
                                "web1",
                                "InfraCluster",
                                Map.of(WatchKind.NEW, new WatchCount(1, 0, 3)),
                                Duration.ZERO,
                                null,
                                null,
                                Map.of(),
                                Map.of(),
                                NOON,
                                NOON));
        assertThat(totals.requests()).isEqualTo(7);
        assertThat(totals.failures()).isEqualTo(1);
        assertThat(totals.worstGap()).isEqualTo(Duration.ofMillis(2900));
        assertThat(totals.worst()).map(WatchTotal::cluster).contains("AppsCluster");
        assertThat(WatchTotals.NONE.worstGap()).isZero();
    }

    @Test
    void in_how_many_parts_they_are_taken_makes_no_difference() {
        WatchTotals whole = WatchTotals.NONE.plus(SEEN);
        for (int cut = 0; cut <= SEEN.size(); cut++) {
            WatchTotals kept = WatchTotals.NONE.plus(SEEN.subList(0, cut));
            WatchTotals read = Records.read(Records.write(kept), WatchTotals.class);
            assertThat(read).isEqualTo(kept);
            assertThat(Records.write(read)).isEqualTo(Records.write(kept));
            assertThat(read.plus(SEEN.subList(cut, SEEN.size()))).isEqualTo(whole);
        }
        assertThat(Records.readList(Records.write(SEEN), WatchSecond.class)).isEqualTo(SEEN);
    }

    @Test
    void what_is_usual_is_known_by_cluster_and_for_uploads_apart() {
        WatchTotals totals = WatchTotals.NONE.plus(SEEN);

        assertThat(totals.usual(target("AppsCluster"), WatchKind.STICKY)).isEqualTo(2);
        assertThat(totals.usual(target("AppsCluster"), WatchKind.LONG)).isEqualTo(4);
        assertThat(totals.usual(target("InfraCluster"), WatchKind.NEW)).isEqualTo(3);
        assertThat(totals.usual(target("InfraCluster"), WatchKind.LONG)).isZero();
        assertThat(totals.usual(target("OtherCluster"), WatchKind.NEW)).isZero();
    }

    private static WatchTarget target(String cluster) {
        return new WatchTarget(
                "web1", cluster, new Endpoint("http", "127.0.92.1", 1, "lab.example"), "/files/", "JSESSIONID");
    }

    private static WatchSecond second(
            int second,
            String cluster,
            WatchKind kind,
            long requests,
            long failures,
            long gap,
            int usual,
            Map<String, Long> served,
            Map<String, Long> problems) {
        return new WatchSecond(
                NOON.plusSeconds(second), "web1", cluster, kind, requests, failures, 5, gap, usual, served, problems);
    }
}
