package org.cnxrunbooks.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs work side by side; the first failure interrupts the rest and is thrown when all have ended. */
final class Workers {

    private Workers() {}

    /** Results in the order of the work. */
    static <T> List<T> run(String name, int parallel, List<Callable<T>> work) {
        if (work.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(parallel, work.size())), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return results(new ExecutorCompletionService<>(threads), work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was interrupted", e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static <T> List<T> results(CompletionService<T> threads, List<Callable<T>> work)
            throws InterruptedException {
        List<Future<T>> futures = work.stream().map(threads::submit).toList();
        try {
            for (int i = 0; i < work.size(); i++) {
                threads.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** They were interrupted and look at it often; what they write must not be taken away under them. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
