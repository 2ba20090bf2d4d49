package org.cnxrunbooks.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes from the connection's thread to the reader's, in a ring of fixed size; the writer waits when it is full, so
 * memory stays bounded and the host is slowed down instead.
 */
final class Pipe {

    private final byte[] ring;
    private final long silenceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private long written;
    private long read;
    private boolean ended;
    private boolean abandoned;

    /** @param silenceNanos after which a reader gives up waiting for a byte */
    Pipe(int capacity, long silenceNanos) {
        this.ring = new byte[capacity];
        this.silenceNanos = silenceNanos;
    }

    OutputStream sink() {
        return new Sink();
    }

    /** What ends the bytes: throws when they are not all there. */
    @FunctionalInterface
    interface End {
        void check() throws IOException;
    }

    InputStream source(End end) {
        return new Source(end);
    }

    /** Nobody will read on: what still comes is dropped. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            drained.signalAll();
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long count() {
        lock.lock();
        try {
            return read;
        } finally {
            lock.unlock();
        }
    }

    private final class Sink extends OutputStream {

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int done = 0;
            while (done < length) {
                int room = awaitRoom();
                if (room == 0) {
                    return;
                }
                int at = (int) (written % ring.length);
                int part = Math.min(Math.min(room, length - done), ring.length - at);
                System.arraycopy(bytes, offset + done, ring, at, part);
                done += part;
                lock.lock();
                try {
                    written += part;
                    filled.signal();
                } finally {
                    lock.unlock();
                }
            }
        }

        private int awaitRoom() {
            lock.lock();
            try {
                while (!abandoned && written - read == ring.length) {
                    drained.awaitUninterruptibly();
                }
                return abandoned ? 0 : (int) (ring.length - (written - read));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                filled.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Source extends InputStream {

        private final End end;

        Source(End end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = awaitBytes();
            if (ready < 0) {
                end.check();
                return -1;
            }
            int at = (int) (read % ring.length);
            int part = Math.min(Math.min(ready, length), ring.length - at);
            System.arraycopy(ring, at, bytes, offset, part);
            lock.lock();
            try {
                read += part;
                drained.signal();
            } finally {
                lock.unlock();
            }
            return part;
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return (int) (written - read);
            } finally {
                lock.unlock();
            }
        }

        private int awaitBytes() throws IOException {
            lock.lock();
            try {
                long left = silenceNanos;
                while (written == read) {
                    if (abandoned) {
                        throw new IOException("the stream was closed");
                    }
                    if (ended) {
                        return -1;
                    }
                    if (left <= 0) {
                        throw new InterruptedIOException("no byte for " + TimeUnit.NANOSECONDS.toSeconds(silenceNanos)
                                + " s after " + read + " bytes");
                    }
                    left = filled.awaitNanos(left);
                }
                return (int) (written - read);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted after " + read + " bytes").initCause(e);
            } finally {
                lock.unlock();
            }
        }
    }
}
