package org.cnxrunbooks.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.cnxrunbooks.host.WorkRevoked;

/** The same question to many hosts at once, answers in order. */
final class Parallel {

    private Parallel() {}

    /** The first failure is thrown as it came, after the others were interrupted. */
    static <A, B> List<B> map(List<A> inputs, int limit, Function<A, B> question) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(limit, inputs.size())));
        try {
            List<Future<B>> answers = new ArrayList<>();
            inputs.forEach(input -> answers.add(pool.submit(() -> question.apply(input))));
            List<B> results = new ArrayList<>();
            for (Future<B> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkRevoked("Interrupted while hosts were asked");
        } finally {
            pool.shutdownNow();
        }
    }
}
