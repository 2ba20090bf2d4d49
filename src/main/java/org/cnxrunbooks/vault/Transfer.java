package org.cnxrunbooks.vault;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/**
 * One archive on its way into the vault: the calling thread reads from the host, one branch compresses, encrypts, hashes
 * and stores, one reads the members and writes their list.
 */
final class Transfer {

    /**
     * Of zstd, here and on hosts. Against level 3: a quarter less processor time, 4 % more bytes (850 MB of jars, Java and
     * Python libraries, text); servers are down while this runs.
     */
    static final int LEVEL = 2;

    static final int WORKERS = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final PackItem item;
    private final Seal seal;
    private final Progress progress;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private long toldBytes;
    private long toldEntries;

    Transfer(PackItem item, Seal seal, Progress progress) {
        this.item = item;
        this.seal = seal;
        this.progress = progress;
    }

    /** Size and digest of a file that was written. */
    record Written(long bytes, String sha256) {}

    record Result(Written archive, Written list, long entries, long contentBytes, List<Disturbance> disturbances) {}

    /**
     * Writes both files; the caller keeps them.
     *
     * @throws IOException when the vault could not be written; all else is a {@link VaultFailure}
     */
    Result run(TarSource source, OutputStream archive, OutputStream list) throws IOException {
        Chunks chunks = new Chunks(2);
        Branch<Written> storing =
                Branch.start("store-" + item.id(), chunks.reader(0), in -> store(in, archive, source.compressed()));
        Branch<Written> listing =
                Branch.start("list-" + item.id(), chunks.reader(1), in -> list(in, list, source.compressed()));
        IOException cut = null;
        try {
            source.copyTo(chunks, () -> tick(storing, listing));
        } catch (IOException e) {
            cut = e;
        } finally {
            chunks.end();
            storing.await();
            listing.await();
        }
        report();
        return judge(source, storing, listing, cut);
    }

    private Result judge(TarSource source, Branch<Written> storing, Branch<Written> listing, @Nullable IOException cut)
            throws IOException {
        Exception unstored = storing.failure();
        if (unstored != null) {
            throw new IOException(unstored);
        }
        Exception unlisted = listing.failure();
        if (unlisted instanceof HashingStream.WriteFailed) {
            throw new IOException(unlisted);
        }
        if (cut != null && !(cut instanceof GivenUp)) {
            throw cut("the stream was cut", cut);
        }
        List<Disturbance> disturbances = cut == null ? source.finish(unlisted == null) : List.of();
        if (unlisted != null) {
            throw cut("what arrived is no whole archive", unlisted);
        }
        return new Result(storing.result(), listing.result(), entries.get(), bytes.get(), disturbances);
    }

    private VaultFailure cut(String what, Exception cause) {
        return new VaultFailure(
                VaultFailure.Kind.CUT,
                item.host(),
                "packing %s failed: %s:%s (observed %s after %d files and %d bytes: %s, expected a whole archive)%n"
                                .formatted(
                                        item.id(),
                                        item.host(),
                                        item.path(),
                                        what,
                                        entries.get(),
                                        bytes.get(),
                                        cause.getMessage())
                        + "HINT: nothing of it was kept; a retry packs it again.",
                -1,
                "",
                cause);
    }

    private void tick(Branch<?> storing, Branch<?> listing) throws IOException {
        if (storing.failure() != null || listing.failure() != null) {
            throw new GivenUp();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        progress.checkpoint();
        report();
    }

    private void report() {
        long newBytes = bytes.get();
        long newEntries = entries.get();
        if (newBytes > toldBytes || newEntries > toldEntries) {
            progress.advance(item.host(), item.id(), newBytes - toldBytes, newEntries - toldEntries);
            toldBytes = newBytes;
            toldEntries = newEntries;
        }
    }

    private Written store(InputStream in, OutputStream file, boolean compressed) throws IOException {
        HashingStream hashed = new HashingStream(file);
        try (OutputStream sealed = seal.over(hashed);
                OutputStream out = compressed ? sealed : zstd(sealed, WORKERS)) {
            in.transferTo(out);
        }
        return new Written(hashed.count(), hashed.sha256());
    }

    private Written list(InputStream in, OutputStream file, boolean compressed) throws IOException {
        HashingStream hashed = new HashingStream(file);
        try (InputStream tar = compressed ? new ZstdInputStream(in) : in;
                OutputStream lines = new BufferedOutputStream(zstd(seal.over(hashed), 0), 64 << 10)) {
            Entries.walk(tar, new Listing(lines, bytes, entries));
        }
        return new Written(hashed.count(), hashed.sha256());
    }

    static ZstdOutputStream zstd(OutputStream out, int workers) throws IOException {
        ZstdOutputStream zstd = new ZstdOutputStream(out, LEVEL);
        zstd.setChecksum(true);
        if (workers > 0) {
            zstd.setWorkers(workers);
        }
        return zstd;
    }

    /** A branch failed; why stands there. */
    private static final class GivenUp extends IOException {
        private static final long serialVersionUID = 1;
    }
}
