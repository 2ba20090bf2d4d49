package org.cnxrunbooks.webserver;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users of our own: looks at every target until it is closed, as a new visitor, as a user with a session and as somebody who
 * uploads. Each look has a connection of its own and is done once, as a browser does a POST. A failure is no answer, a 5xx,
 * or another kind of status than usual. A target that hangs delays no look at another. Any thread may call.
 */
public final class ServiceWatch implements AutoCloseable {

    private static final Duration BREAKING_OFF = Duration.ofSeconds(5);

    private final WatchSettings settings;
    private final WatchCounts counts;
    private final ScheduledThreadPoolExecutor clockwork;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<TargetWatch> watched;
    private boolean begun;

    /** Prepares a watch; nothing is asked yet. */
    public ServiceWatch(List<WatchTarget> targets, WatchSettings settings, Clock clock) {
        this(targets, settings, WatchTotals.NONE, clock);
    }

    /**
     * Prepares a watch that goes on after another.
     *
     * @param targets at most one for a web server and cluster
     * @param before what the other one counted: its usual answers are the usual ones here
     */
    public ServiceWatch(List<WatchTarget> targets, WatchSettings settings, WatchTotals before, Clock clock) {
        Set<List<String>> seen = new HashSet<>();
        targets.forEach(target -> {
            if (!seen.add(List.of(target.webServer(), target.cluster()))) {
                throw new IllegalArgumentException(
                        "watched twice: " + target.cluster() + " through " + target.webServer());
            }
        });
        this.settings = settings;
        this.counts = new WatchCounts(clock, System::nanoTime);
        // one for each look that may be on its way, one for their limits
        this.clockwork = new ScheduledThreadPoolExecutor(
                targets.size() * WatchKind.values().length + 1,
                daemons(),
                // what is asked for after the end is not done
                new ThreadPoolExecutor.DiscardPolicy());
        clockwork.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clockwork.setRemoveOnCancelPolicy(true);
        this.watched = targets.stream()
                .map(target -> new TargetWatch(target, settings, before, clockwork, ended))
                .toList();
    }

    /** Begins to look, spread over the first moments. Once only. */
    public synchronized void start() {
        if (begun || clockwork.isShutdown()) {
            throw new IllegalStateException("a watch starts once");
        }
        begun = true;
        for (int i = 0; i < watched.size(); i++) {
            TargetWatch target = watched.get(i);
            Duration visit = settings.newEvery().multipliedBy(i).dividedBy(watched.size());
            Duration halfWay = settings.stickyEvery().dividedBy(2);
            WatchRhythm.even(() -> look(target, WatchKind.NEW), clockwork, settings.newEvery(), visit);
            WatchRhythm.even(
                    () -> look(target, WatchKind.STICKY), clockwork, settings.stickyEvery(), visit.plus(halfWay));
            WatchRhythm.pausing(() -> look(target, WatchKind.LONG), clockwork, settings.longRequest(), visit);
        }
    }

    /** Takes what was counted since the last call, by time; only seconds that are over, all after {@link #close}. */
    public List<WatchSecond> take() {
        return counts.take();
    }

    /**
     * Ends the watch: nothing new is asked, long requests come to their end at once, and what is on its way counts if it
     * comes back within the patience. Then nothing runs any more. Calling twice is harmless.
     */
    @Override
    public synchronized void close() {
        ended.countDown();
        clockwork.shutdown();
        try {
            clockwork.awaitTermination(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        counts.seal();
        watched.forEach(TargetWatch::close);
        clockwork.shutdownNow();
        try {
            clockwork.awaitTermination(BREAKING_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(TargetWatch target, WatchKind kind) {
        counts.add(target.look(kind));
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "service-watch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
