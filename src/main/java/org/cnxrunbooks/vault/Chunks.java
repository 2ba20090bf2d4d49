package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Hands one stream to several readers, each in a thread of its own. The buffers go round: memory is bounded whatever the
 * length, and the slowest reader sets the pace. A reader that gives up must keep on draining (see {@link #reader}).
 * Longer than most: writer, readers and buffers share one state.
 */
final class Chunks {

    private static final int SIZE = 256 << 10;
    private static final int COUNT = 24;

    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(COUNT);
    private final List<BlockingQueue<Chunk>> readers;

    private static final class Chunk {
        final byte[] bytes;
        int length;
        final AtomicInteger readers = new AtomicInteger();

        Chunk(int size) {
            bytes = new byte[size];
        }
    }

    Chunks(int readers) {
        this.readers = Stream.<BlockingQueue<Chunk>>generate(() -> new ArrayBlockingQueue<>(COUNT + 1))
                .limit(readers)
                .toList();
        for (int i = 0; i < COUNT; i++) {
            free.add(new Chunk(SIZE));
        }
    }

    /** Everything written before {@link OutputStream#close} arrives at every reader. */
    OutputStream writer() {
        return new Writer();
    }

    /** Copies to the end of the stream without a buffer in between. */
    void copy(InputStream in, Tick tick) throws IOException {
        for (int count = 0; count >= 0; ) {
            Chunk chunk = take();
            int length = 0;
            while (length < SIZE && (count = in.read(chunk.bytes, length, SIZE - length)) >= 0) {
                length += count;
                tick.tick();
            }
            send(chunk, length);
        }
    }

    /** Called often while data goes by; throws to end the copying. */
    interface Tick {
        void tick() throws IOException;
    }

    /** What the n-th reader reads; closing it drains the rest. */
    InputStream reader(int number) {
        return new Reader(readers.get(number));
    }

    /** Tells every reader that no more will come; must be called exactly once, whatever happened. */
    void end() {
        for (BlockingQueue<Chunk> reader : readers) {
            // one place more than chunks: never refused
            reader.add(new Chunk(0));
        }
    }

    private Chunk take() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while packing");
        }
    }

    private void send(Chunk chunk, int length) {
        chunk.length = length;
        if (length == 0) {
            free.add(chunk);
            return;
        }
        chunk.readers.set(readers.size());
        readers.forEach(reader -> reader.add(chunk));
    }

    private void giveBack(Chunk chunk) {
        if (chunk.readers.decrementAndGet() == 0) {
            free.add(chunk);
        }
    }

    private final class Writer extends OutputStream {

        private byte[] pending = new byte[SIZE];
        private int length;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int done = 0;
            while (done < count) {
                int step = Math.min(count - done, SIZE - length);
                System.arraycopy(bytes, offset + done, pending, length, step);
                length += step;
                done += step;
                if (length == SIZE) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (length > 0) {
                Chunk chunk = take();
                System.arraycopy(pending, 0, chunk.bytes, 0, length);
                send(chunk, length);
                length = 0;
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private final class Reader extends InputStream {

        private final BlockingQueue<Chunk> queue;
        private Chunk current = new Chunk(0);
        private int at;
        private boolean ended;

        Reader(BlockingQueue<Chunk> queue) {
            this.queue = queue;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int step = Math.min(count, current.length - at);
            System.arraycopy(current.bytes, at, bytes, offset, step);
            at += step;
            return step;
        }

        @Override
        public int available() {
            return current.length - at;
        }

        @Override
        public void close() throws IOException {
            while (more()) {
                at = current.length;
            }
        }

        private boolean more() throws IOException {
            while (at == current.length && !ended) {
                if (current.length > 0) {
                    giveBack(current);
                }
                try {
                    current = queue.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while packing");
                }
                at = 0;
                ended = current.length == 0;
            }
            return !ended;
        }
    }
}
