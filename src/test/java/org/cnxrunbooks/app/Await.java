package org.cnxrunbooks.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something to be there, up to a bound. */
final class Await {

    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private Await() {}

    /** Asks until the answer is not null; fails with what was awaited when the bound is reached. */
    static <T> T until(String what, Duration bound, Supplier<T> question) {
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < end) {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        throw new AssertionError(what + " (observed nothing within " + bound + ")");
    }
}
