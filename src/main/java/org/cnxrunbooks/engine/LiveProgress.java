package org.cnxrunbooks.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.host.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the progress of this node's work in memory, keeps it in a table once a second for the other nodes, and logs
 * it every ten percent or thirty seconds, but nothing that is over within five.
 */
final class LiveProgress implements ProgressBoard, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.cnxrunbooks.progress");
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration AT_LEAST = Duration.ofSeconds(5);
    private static final int LOG_STEP = 10;

    private final ProgressTable table;
    private final Clock clock;
    private final Map<ItemKey, Meter> meters = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Daemons.clockwork("progress");

    /** What a meter counts. */
    record ItemKey(String runId, String step, String host, String item) {}

    LiveProgress(ProgressTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
        ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public List<ProgressLine> of(Collection<String> runIds) {
        Map<ItemKey, ProgressLine> lines = new LinkedHashMap<>();
        Instant recent = clock.instant().minus(Meter.WINDOW);
        table.of(runIds)
                .forEach(line -> lines.put(
                        new ItemKey(line.runId(), line.step(), line.host(), line.item()),
                        line.updated().isBefore(recent) ? line.still() : line));
        meters.forEach((key, meter) -> {
            if (runIds.contains(key.runId())) {
                lines.put(key, meter.line(key));
            }
        });
        List<ProgressLine> sorted = new ArrayList<>(lines.values());
        sorted.sort(Comparator.comparing(ProgressLine::started)
                .thenComparing(ProgressLine::step)
                .thenComparing(ProgressLine::host)
                .thenComparing(ProgressLine::item));
        return sorted;
    }

    /** Begins to count for a step anew; what an earlier try had reported is forgotten. */
    Reporter reporter(String runId, String step, Runnable checkpoint) {
        try {
            table.forget(runId, step);
        } catch (RuntimeException e) {
            LOG.warn("progress of {} {} not forgotten", runId, step, e);
        }
        return new Reporter(runId, step, checkpoint);
    }

    /** The progress of one execution of one step, kept for the last time when it is closed. */
    final class Reporter implements Progress, AutoCloseable {

        private final String runId;
        private final String step;
        private final Runnable checkpoint;
        private final Map<ItemKey, Meter> mine = new ConcurrentHashMap<>();

        private Reporter(String runId, String step, Runnable checkpoint) {
            this.runId = runId;
            this.step = step;
            this.checkpoint = checkpoint;
        }

        @Override
        public void advance(String host, String item, long bytes, long files) {
            meter(host, item).advance(bytes, files);
        }

        @Override
        public void expect(String host, String item, long bytes, long files) {
            meter(host, item).expect(bytes, files);
        }

        @Override
        public void checkpoint() {
            checkpoint.run();
        }

        private Meter meter(String host, String item) {
            return mine.computeIfAbsent(new ItemKey(runId, step, host, item), key -> {
                Meter meter = new Meter(clock);
                meters.put(key, meter);
                return meter;
            });
        }

        @Override
        public void close() {
            mine.forEach((key, meter) -> {
                keep(key, meter);
                meters.remove(key, meter);
            });
        }
    }

    void tick() {
        meters.forEach((key, meter) -> {
            if (meter.sample()) {
                keep(key, meter);
            }
            if (meter.worthSaying(LOG_STEP, AT_LEAST, QUIET)) {
                say(meter.line(key));
            }
        });
    }

    /** One at a time, so that no older figure overwrites a newer one; nothing of a meter that a new try has replaced. */
    private synchronized void keep(ItemKey key, Meter meter) {
        if (meters.get(key) != meter) {
            return;
        }
        try {
            table.keep(meter.line(key));
        } catch (RuntimeException e) {
            LOG.warn("progress of {} not kept", key, e);
        }
    }

    private static void say(ProgressLine line) {
        LOG.info("{} {} {} {}: {}", line.runId(), line.step(), line.host(), line.item(), ProgressText.of(line));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
