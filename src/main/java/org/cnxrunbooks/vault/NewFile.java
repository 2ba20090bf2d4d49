package org.cnxrunbooks.vault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when it is complete and on disk: written as {@code .<name>.<uuid>.partial},
 * forced, then renamed, then its directory is forced. Closed without {@link #keep}, it leaves nothing.
 *
 * <p>While it is written it is locked, so that a cleaner (also of another process) can tell it from a leftover.
 */
final class NewFile implements AutoCloseable {

    private static final String SUFFIX = ".partial";

    /** Names open in this JVM: closing any channel of a file would release the lock of the process on it (fcntl(2)). */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final long FORCE_EVERY = 64 << 20;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private volatile @Nullable IOException failedEarly;

    private NewFile(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
    }

    static NewFile at(Path target) throws IOException {
        Path partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        OPEN.add(partial);
        try {
            FileChannel channel = FileChannel.open(
                    partial,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            channel.lock();
            return new NewFile(target, partial, channel);
        } catch (IOException e) {
            OPEN.remove(partial);
            throw e;
        }
    }

    /** Closing it leaves the file open. */
    OutputStream stream() {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            private long unforced;
            private CompletableFuture<?> forcing = CompletableFuture.completedFuture(null);

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                unforced += length;
                if (unforced >= FORCE_EVERY && forcing.isDone()) {
                    unforced = 0;
                    forcing = CompletableFuture.runAsync(NewFile.this::forceEarly);
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Lets the disk work while more arrives, so that little is left for the end; a failure comes out there. */
    private void forceEarly() {
        try {
            channel.force(false);
        } catch (IOException e) {
            failedEarly = e;
        }
    }

    /** Forces what was written and gives it its name, replacing what has it. */
    void keep() throws IOException {
        IOException failure = failedEarly;
        if (failure != null) {
            // the kernel reports a write error once only (fsync(2)): it must not be lost
            throw failure;
        }
        channel.force(true);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(target);
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(partial);
        } finally {
            channel.close();
            OPEN.remove(partial);
        }
    }

    static void write(Path target, byte[] content) throws IOException {
        try (NewFile file = at(target);
                OutputStream out = file.stream()) {
            out.write(content);
            file.keep();
        }
    }

    /** Removes the partial file if nobody writes it. */
    static void removeLeftover(Path file) throws IOException {
        if (OPEN.contains(file)) {
            return;
        }
        try (FileChannel leftover = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = leftover.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    static boolean isPartial(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    private static void forceDirectory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
            handle.force(true);
        }
    }
}
