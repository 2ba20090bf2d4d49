package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between two looks of a bounded wait. Ends early when the work is taken away; the next checkpoint says so. */
final class Pause {

    private Pause() {}

    static void of(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
