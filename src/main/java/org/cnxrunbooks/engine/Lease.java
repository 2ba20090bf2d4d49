package org.cnxrunbooks.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cnxrunbooks.host.WorkRevoked;
import org.jspecify.annotations.Nullable;

/**
 * Our right to one external task. It ends when it was not renewed in time, or is taken away; the thread at work is
 * then interrupted, but only while it is inside the step's own code, so that no database call of ours is hit.
 */
final class Lease {

    /** Why a right ended. */
    enum Loss {
        EXPIRED("the lease on this work was lost, another node may be at it"),
        CANCELLED("the run has left this step"),
        SUSPENDED("the run was suspended; it goes on when it is activated"),
        SHUTDOWN("this node is shutting down, the work goes on elsewhere or after the restart");

        private final String reason;

        Loss(String reason) {
            this.reason = reason;
        }
    }

    private final Duration length;
    private final LongSupplier nanoTime;
    private long validUntil;
    private @Nullable Loss loss;
    private @Nullable Thread worker;

    /** @param fetched nano time at which the lock was asked for */
    Lease(Duration length, long fetched, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
        this.validUntil = fetched + length.toNanos();
    }

    /** @param asked nano time at which the longer lock was asked for */
    synchronized void renewed(long asked) {
        validUntil = asked + length.toNanos();
    }

    synchronized void begin() {
        worker = Thread.currentThread();
        if (loss != null) {
            worker.interrupt();
        }
    }

    /** From here on the thread is not interrupted any more. */
    synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    synchronized void revoke(Loss reason) {
        if (loss == null) {
            loss = reason;
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    synchronized boolean expired() {
        return nanoTime.getAsLong() - validUntil > 0;
    }

    synchronized @Nullable Loss loss() {
        return loss;
    }

    Optional<String> revocation() {
        Loss known = loss();
        return known == null ? Optional.empty() : Optional.of(known.reason);
    }

    /** Refuses to go on when the right has ended. */
    void checkpoint() {
        if (expired()) {
            revoke(Loss.EXPIRED);
        }
        revocation().ifPresent(reason -> {
            throw new WorkRevoked(reason);
        });
    }
}
