package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again, never twice at once: in even steps, where one that takes longer misses those that went
 * by, or with a pause between.
 */
final class WatchRhythm implements Runnable {

    private final Runnable act;
    private final ScheduledExecutorService clockwork;
    private final long step;
    private final boolean even;
    private long due;

    private WatchRhythm(Runnable act, ScheduledExecutorService clockwork, Duration step, boolean even) {
        this.act = act;
        this.clockwork = clockwork;
        this.step = step.toNanos();
        this.even = even;
    }

    /** Begins after a delay and ends with the clockwork. */
    static void even(Runnable act, ScheduledExecutorService clockwork, Duration step, Duration delay) {
        new WatchRhythm(act, clockwork, step, true).begin(delay);
    }

    /** The same, with a pause from the end of one to the beginning of the next. */
    static void pausing(Runnable act, ScheduledExecutorService clockwork, Duration pause, Duration delay) {
        new WatchRhythm(act, clockwork, pause, false).begin(delay);
    }

    @Override
    public void run() {
        try {
            act.run();
        } finally {
            long now = System.nanoTime();
            due = even ? due + step * ((now - due) / step + 1) : now + step;
            clockwork.schedule(this, due - now, TimeUnit.NANOSECONDS);
        }
    }

    private void begin(Duration delay) {
        due = System.nanoTime() + delay.toNanos();
        clockwork.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
