package org.cnxrunbooks.evidence.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs database work on threads of its own. No transaction of the caller reaches it, and no interrupt: a thread that is
 * interrupted while it reads an H2 file closes the whole database (H2 manual, "Using Async File System").
 */
final class Apart implements AutoCloseable {

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads;

    Apart(int size) {
        threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "evidence-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits for the result even when interrupted; the interrupt is kept for the caller. */
    <T> T call(Callable<T> work) {
        Future<T> result = threads.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        cause.addSuppressed(new IllegalStateException("called from here"));
                        throw cause;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
