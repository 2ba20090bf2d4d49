package org.cnxrunbooks.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/** Counts one item; {@link #advance} is cheap, everything else happens once a second. */
final class Meter {

    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Clock clock;
    private final Instant started;
    private final LongAdder bytes = new LongAdder();
    private final LongAdder files = new LongAdder();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile long expectedBytes;
    private volatile long expectedFiles;
    private volatile boolean changed = true;
    private Instant updated;
    private Instant said;
    private int saidPercent;

    private record Sample(Instant at, long bytes) {}

    Meter(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.updated = started;
        this.said = started;
        samples.add(new Sample(started, 0));
    }

    void advance(long moreBytes, long moreFiles) {
        bytes.add(moreBytes);
        files.add(moreFiles);
        changed = true;
    }

    void expect(long allBytes, long allFiles) {
        expectedBytes = allBytes;
        expectedFiles = allFiles;
        changed = true;
    }

    /** Takes the figure for the rate; true when something changed since the last time. */
    synchronized boolean sample() {
        Instant now = clock.instant();
        samples.add(new Sample(now, bytes.sum()));
        while (samples.size() > 2 && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
            samples.removeFirst();
        }
        boolean was = changed;
        changed = false;
        if (was) {
            updated = now;
        }
        return was;
    }

    /** True every {@code percent} percent, but not more often than {@code atLeast}; and after each {@code quiet} time. */
    synchronized boolean worthSaying(int percent, Duration atLeast, Duration quiet) {
        int reached = expectedBytes <= 0 ? 0 : (int) Math.min(100, bytes.sum() * 100.0 / expectedBytes);
        Instant now = clock.instant();
        Duration silent = Duration.between(said, now);
        boolean further = reached / percent > saidPercent / percent && silent.compareTo(atLeast) >= 0;
        if (!further && silent.compareTo(quiet) < 0) {
            return false;
        }
        said = now;
        saidPercent = reached;
        return true;
    }

    synchronized ProgressLine line(LiveProgress.ItemKey key) {
        return new ProgressLine(
                key.runId(),
                key.step(),
                key.host(),
                key.item(),
                bytes.sum(),
                expectedBytes,
                files.sum(),
                expectedFiles,
                rate(),
                started,
                updated);
    }

    private long rate() {
        Sample first = samples.getFirst();
        Instant now = clock.instant();
        long millis = Duration.between(first.at(), now).toMillis();
        return millis <= 0 ? 0 : (bytes.sum() - first.bytes()) * 1000 / millis;
    }
}
