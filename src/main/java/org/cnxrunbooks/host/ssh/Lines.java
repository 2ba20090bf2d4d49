package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.JSchException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.HostFailure;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host: a shared one for commands, and some for bulk data.
 *
 * <p>A slow reader of a stream stops its whole connection (JSch hands out data in the connection's own thread), so each
 * stream has one for itself.
 */
final class Lines implements AutoCloseable {

    private static final long QUEUE_MINUTES = 60;

    private final Host host;
    private final SshSettings settings;
    private final Semaphore channels;
    private final Semaphore bulk;
    private final Deque<Line> idle = new ArrayDeque<>();
    private @Nullable Line shared;
    private boolean closed;

    Lines(Host host, SshSettings settings) {
        this.host = host;
        this.settings = settings;
        this.channels = new Semaphore(settings.channels(), true);
        this.bulk = new Semaphore(settings.bulkConnections(), true);
    }

    Host host() {
        return host;
    }

    /** The connection for commands, opened anew when it died. */
    synchronized Line shared() {
        refuseWhenClosed();
        Line line = shared;
        if (line == null || !line.alive()) {
            line = Line.dial(host, settings);
            shared = line;
        }
        return line;
    }

    /** Waits for a free channel on the shared connection. */
    void enter() {
        acquire(channels);
    }

    void leave() {
        channels.release();
    }

    /** The first use of a borrowed connection, which shows whether it still is one. */
    @FunctionalInterface
    interface First<T> {
        T on(Line line) throws JSchException;
    }

    /** A connection for the caller alone, and what its first use gave. */
    record Borrowed<T>(Line line, T first) {}

    /**
     * A connection for the caller alone; give it back by {@link #giveBack}. One that died unnoticed while it was idle is
     * replaced once.
     *
     * @param what is to be done, for messages
     */
    <T> Borrowed<T> borrow(String what, First<T> first) {
        Line line = borrow(false);
        try {
            return new Borrowed<>(line, first.on(line));
        } catch (JSchException e) {
            giveBack(line, false);
        }
        line = borrow(true);
        try {
            return new Borrowed<>(line, first.on(line));
        } catch (JSchException e) {
            giveBack(line, false);
            throw Failures.refused(host, what, e);
        }
    }

    private Line borrow(boolean fresh) {
        acquire(bulk);
        try {
            Line line = fresh ? null : idle();
            return line == null ? Line.dial(host, settings) : line;
        } catch (RuntimeException e) {
            bulk.release();
            throw e;
        }
    }

    private synchronized @Nullable Line idle() {
        refuseWhenClosed();
        Line line = idle.poll();
        while (line != null && !line.alive()) {
            line = idle.poll();
        }
        return line;
    }

    /** @param clean nothing is under way on it; else it is closed */
    void giveBack(Line line, boolean clean) {
        synchronized (this) {
            if (clean && !closed && line.alive() && idle.size() < 2) {
                idle.push(line);
            } else {
                line.close();
            }
        }
        bulk.release();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (shared != null) {
            shared.close();
        }
        idle.forEach(Line::close);
        idle.clear();
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException("the connections to the hosts are closed");
        }
    }

    private void acquire(Semaphore places) {
        try {
            if (!places.tryAcquire(QUEUE_MINUTES, TimeUnit.MINUTES)) {
                throw Failures.failure(
                        HostFailure.Kind.TIMED_OUT,
                        host,
                        "no free connection: " + Failures.name(host) + " (observed all busy for " + QUEUE_MINUTES
                                + " min, expected one)\nHINT: other work on this host does not end; look at it first.",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled(host, "waiting for a connection", e);
        }
    }
}
