package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the list of entries while they go by, and counts them. */
record Listing(OutputStream lines, AtomicLong bytes, AtomicLong entries) implements Entries.Visitor {

    @Override
    public void content(int count) {
        bytes.addAndGet(count);
    }

    @Override
    public void end(TarEntry entry, String sha256) throws IOException {
        write(ListLine.comment(entry));
        if (!sha256.isEmpty()) {
            write(ListLine.digest(sha256, entry.name()));
        }
        entries.incrementAndGet();
    }

    private void write(String line) throws IOException {
        lines.write(line.getBytes(StandardCharsets.ISO_8859_1));
        lines.write('\n');
    }
}
