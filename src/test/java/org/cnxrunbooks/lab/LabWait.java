package org.cnxrunbooks.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a state; throws at its bound with what was seen last. */
public final class LabWait {

    private LabWait() {}

    public static void until(String what, Duration bound, BooleanSupplier reached, Supplier<String> seen) {
        long end = System.nanoTime() + bound.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "not reached within " + bound.toSeconds() + " s: " + what + " (observed " + seen.get() + ")");
            }
            pause();
        }
    }

    static void pause() {
        LockSupport.parkNanos(20_000_000);
    }
}
