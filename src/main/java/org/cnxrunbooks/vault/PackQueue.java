package org.cnxrunbooks.vault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/** Gives out tasks, the largest first, never more of one host at a time than allowed. */
final class PackQueue {

    private final List<PackTask> tasks;
    private final int perHost;
    private final List<Integer> waiting;
    private final Map<String, Integer> running = new HashMap<>();
    private volatile @Nullable RuntimeException failure;

    PackQueue(List<PackTask> tasks, int perHost) {
        this.tasks = List.copyOf(tasks);
        this.perHost = perHost;
        this.waiting = new ArrayList<>(IntStream.range(0, tasks.size())
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer number) -> tasks.get(number).item().expectedBytes())
                        .reversed())
                .toList());
    }

    /** Number of the next task, waiting for a host to become free; -1 when none is left. */
    synchronized int take() throws InterruptedException {
        while (!waiting.isEmpty() && failure == null) {
            for (Integer number : waiting) {
                if (running.getOrDefault(host(number), 0) < perHost) {
                    waiting.remove(number);
                    running.merge(host(number), 1, Integer::sum);
                    return number;
                }
            }
            wait();
        }
        return -1;
    }

    synchronized void done(int number) {
        running.merge(host(number), -1, Integer::sum);
        notifyAll();
    }

    /**
     * No more is given out, and what runs ends at its next checkpoint.
     *
     * @return why it was stopped first; what fails later fails because of that
     */
    synchronized RuntimeException stop(RuntimeException reason) {
        RuntimeException first = failure == null ? reason : failure;
        failure = first;
        notifyAll();
        return first;
    }

    Progress watch(Progress progress) {
        return new Progress() {
            @Override
            public void advance(String host, String item, long bytes, long files) {
                progress.advance(host, item, bytes, files);
            }

            @Override
            public void expect(String host, String item, long bytes, long files) {
                progress.expect(host, item, bytes, files);
            }

            @Override
            public void checkpoint() {
                progress.checkpoint();
                if (failure != null) {
                    throw new CancellationException("another item failed");
                }
            }
        };
    }

    private String host(int number) {
        return tasks.get(number).item().host();
    }
}
