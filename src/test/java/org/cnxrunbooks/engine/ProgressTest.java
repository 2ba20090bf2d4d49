package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-03-14T21:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand clock = new Hand();
    private HikariDataSource pool;
    private LiveProgress board;
    private LiveProgress otherNode;

    @BeforeEach
    void open() {
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        board = new LiveProgress(new ProgressTable(pool), clock);
        otherNode = new LiveProgress(new ProgressTable(pool), clock);
    }

    @AfterEach
    void close() {
        board.close();
        otherNode.close();
        pool.close();
    }

    @Test
    void bytes_files_rate_and_time_to_go_are_counted_per_host_and_item() {
        try (LiveProgress.Reporter step = board.reporter("run-1", "serviceTask_packContent", () -> {})) {
            step.expect("node1", "shared-data", 10_000, 50);
            for (int second = 0; second < 4; second++) {
                step.advance("node1", "shared-data", 1_000, 5);
                clock.now = clock.now.plusSeconds(1);
                board.tick();
            }
            step.advance("node2", "profile", 7, 1);
            List<ProgressLine> lines = board.of("run-1");
            assertThat(lines).extracting(ProgressLine::item).containsExactly("shared-data", "profile");
            ProgressLine line = lines.get(0);
            assertThat(line.bytesDone()).isEqualTo(4_000);
            assertThat(line.filesDone()).isEqualTo(20);
            assertThat(line.percent()).isEqualTo(40);
            assertThat(line.bytesPerSecond()).isEqualTo(1_000);
            assertThat(line.remainingSeconds()).hasValue(6);
            assertThat(lines.get(1).remainingSeconds()).isEmpty();
            assertThat(otherNode.of("run-1").get(0).bytesDone()).isEqualTo(4_000);
        }
        assertThat(otherNode.of("run-1"))
                .hasSize(2)
                .extracting(ProgressLine::bytesDone)
                .containsExactly(4_000L, 7L);
        assertThat(board.of("run-2")).isEmpty();
    }

    @Test
    void the_rate_is_that_of_the_last_ten_seconds() {
        Meter meter = new Meter(clock);
        for (int second = 1; second <= 60; second++) {
            meter.advance(second <= 45 ? 1_000_000 : 10, 0);
            clock.now = clock.now.plusSeconds(1);
            meter.sample();
        }
        assertThat(meter.line(new LiveProgress.ItemKey("r", "s", "h", "i")).bytesPerSecond())
                .isEqualTo(10);
    }

    @Test
    void a_new_try_counts_from_the_beginning() {
        try (LiveProgress.Reporter first = board.reporter("run-1", "s", () -> {})) {
            first.advance("h", "i", 500, 1);
        }
        try (LiveProgress.Reporter second = board.reporter("run-1", "s", () -> {})) {
            second.advance("h", "i", 3, 1);
            assertThat(board.of("run-1"))
                    .singleElement()
                    .extracting(ProgressLine::bytesDone)
                    .isEqualTo(3L);
        }
        assertThat(otherNode.of("run-1"))
                .singleElement()
                .extracting(ProgressLine::bytesDone)
                .isEqualTo(3L);
    }

    @Test
    void a_new_try_forgets_what_it_does_not_come_to() {
        try (LiveProgress.Reporter first = board.reporter("run-1", "s", () -> {})) {
            first.advance("h", "left-out-later", 500, 1);
        }
        try (LiveProgress.Reporter other = board.reporter("run-1", "t", () -> {})) {
            other.advance("h", "i", 7, 1);
        }
        try (LiveProgress.Reporter second = board.reporter("run-1", "s", () -> {})) {
            second.advance("h", "i", 3, 1);
            assertThat(board.of("run-1")).extracting(ProgressLine::item).containsExactly("i", "i");
        }
        assertThat(otherNode.of("run-1")).extracting(ProgressLine::bytesDone).containsExactlyInAnyOrder(3L, 7L);
    }

    @Test
    void what_has_not_moved_for_long_has_no_rate_on_any_node() {
        try (LiveProgress.Reporter step = board.reporter("run-1", "s", () -> {})) {
            step.expect("h", "i", 100, 0);
            step.advance("h", "i", 50, 1);
            clock.now = clock.now.plusSeconds(2);
            board.tick();
            assertThat(otherNode.of("run-1").get(0).bytesPerSecond()).isEqualTo(25);
        }
        clock.now = clock.now.plusSeconds(11);
        assertThat(otherNode.of("run-1").get(0).bytesPerSecond()).isZero();
        assertThat(board.of("run-1").get(0).bytesPerSecond()).isZero();
    }

    @Test
    void several_runs_are_asked_for_at_once() {
        for (String run : List.of("run-1", "run-2", "run-3")) {
            try (LiveProgress.Reporter step = board.reporter(run, "s", () -> {})) {
                step.advance("h", "i", 1, 1);
            }
        }
        assertThat(otherNode.of(List.of("run-1", "run-3")))
                .extracting(ProgressLine::runId)
                .containsExactly("run-1", "run-3");
        assertThat(otherNode.of(List.of())).isEmpty();
    }

    @Test
    void it_is_said_every_ten_percent_or_thirty_seconds_and_not_more() {
        Meter meter = new Meter(clock);
        meter.expect(1_000, 0);
        meter.advance(100, 0);
        assertThat(said(meter)).as("over at once, not worth a word").isFalse();
        clock.now = clock.now.plusSeconds(5);
        assertThat(said(meter)).isTrue();
        meter.advance(99, 0);
        clock.now = clock.now.plusSeconds(5);
        assertThat(said(meter)).as("still below the next ten percent").isFalse();
        meter.advance(1, 0);
        assertThat(said(meter)).isTrue();
        clock.now = clock.now.plusSeconds(29);
        assertThat(said(meter)).isFalse();
        clock.now = clock.now.plusSeconds(1);
        assertThat(said(meter)).as("stalled for half a minute").isTrue();
    }

    private static boolean said(Meter meter) {
        return meter.worthSaying(10, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @Test
    void a_line_of_the_log_reads_well() {
        Instant now = clock.now;
        ProgressLine far =
                new ProgressLine("r", "s", "h", "i", 6_014_452, 11_476_992_000L, 287, 0, 5_184_872, now, now);
        assertThat(ProgressText.of(far)).isEqualTo("5.7 MiB of 11 GiB (0 %), 287 files, 4.9 MiB/s, 36 min to go");
        ProgressLine unknown = new ProgressLine("r", "s", "h", "i", 312, 0, 1, 0, 0, now, now);
        assertThat(ProgressText.of(unknown)).isEqualTo("312 bytes, 1 files, 0 bytes/s");
    }
}
