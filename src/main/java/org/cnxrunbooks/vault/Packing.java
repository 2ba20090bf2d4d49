package org.cnxrunbooks.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.Progress;

/**
 * Packs many items at once.
 *
 * @param set that takes them
 * @param perHost items read from one host at the same time
 * @param overall items read at the same time
 */
public record Packing(BackupSet set, int perHost, int overall) {

    public Packing {
        if (perHost < 1 || overall < 1) {
            throw new IllegalArgumentException("at least one item at a time");
        }
    }

    /**
     * All items, results in the order of the tasks. The first failure ends the others and is thrown when they have
     * ended; what was finished until then stays in the set.
     *
     * @param progress called from several threads
     * @throws PackFailure naming the item that could not be packed
     */
    public List<PackedStore> pack(List<PackTask> tasks, Tolerance tolerance, Progress progress) {
        PackQueue queue = new PackQueue(tasks, perHost);
        PackedStore[] results = new PackedStore[tasks.size()];
        Progress watched = queue.watch(progress);
        Callable<Boolean> worker = () -> {
            for (int next = queue.take(); next >= 0; next = queue.take()) {
                PackTask task = tasks.get(next);
                try {
                    results[next] = set.pack(task.session(), task.item(), task.way(), tolerance, watched);
                } catch (VaultFailure | HostFailure e) {
                    throw queue.stop(new PackFailure(task.item(), e));
                } catch (RuntimeException e) {
                    throw queue.stop(e);
                } finally {
                    queue.done(next);
                }
            }
            return true;
        };
        int workers = Math.min(overall, tasks.size());
        Workers.run(
                "packing",
                workers,
                new ArrayList<>(
                        IntStream.range(0, workers).mapToObj(i -> worker).toList()));
        return List.of(results);
    }
}
