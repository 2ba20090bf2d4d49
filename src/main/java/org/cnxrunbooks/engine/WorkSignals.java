package org.cnxrunbooks.engine;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells the worker of this JVM what commits have brought: work has begun, or work at hand was cancelled. */
final class WorkSignals {

    private final Semaphore work = new Semaphore(0);
    private final CopyOnWriteArrayList<Consumer<String>> cancellations = new CopyOnWriteArrayList<>();

    /** There may be something to fetch. */
    void wake() {
        work.release();
    }

    /** Waits for {@link #wake()}, at most that long; calls since the last wait count once. */
    void await(Duration limit) throws InterruptedException {
        if (work.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            work.drainPermits();
        }
    }

    /** The activity instance was cancelled by its process. */
    void cancelled(String activityInstanceId) {
        cancellations.forEach(listener -> listener.accept(activityInstanceId));
    }

    void onCancelled(Consumer<String> listener) {
        cancellations.add(listener);
    }
}
