package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One reader of a stream in a thread of its own. Whatever happens to it, it reads on to the end so that nobody waits for it. */
final class Branch<T> {

    private final FutureTask<T> task;
    private volatile @Nullable Exception failure;

    private Branch(InputStream in, Work<T> work) {
        task = new FutureTask<>(() -> {
            try (in) {
                return work.read(in);
            } catch (Exception e) {
                failure = e;
                throw e;
            }
        });
    }

    interface Work<T> {
        T read(InputStream in) throws IOException;
    }

    static <T> Branch<T> start(String name, InputStream in, Work<T> work) {
        Branch<T> branch = new Branch<>(in, work);
        Thread thread = new Thread(branch.task, name);
        thread.setDaemon(true);
        thread.start();
        return branch;
    }

    /** Why it gave up, null as long as it did not. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Waits for the end, also when interrupted: its files must not be taken away under it. */
    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                break;
            } catch (ExecutionException e) {
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it made of the stream, after {@link #await}. */
    T result() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
