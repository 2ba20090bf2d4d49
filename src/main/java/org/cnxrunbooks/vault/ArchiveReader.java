package org.cnxrunbooks.vault;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads a stored archive under guard: the only door to what an archive holds. */
final class ArchiveReader {

    private ArchiveReader() {}

    /**
     * Walks the whole archive. A hostile, damaged or refused member ends the walk, not the digest.
     *
     * @throws IOException when the file itself cannot be read
     */
    static StoredReading read(Path archive, Seal seal, Guard.Limits limits, Entries.Visitor visitor)
            throws IOException {
        return StoredReading.of(archive, seal, content -> walk(content, limits, visitor));
    }

    private static void walk(InputStream content, Guard.Limits limits, Entries.Visitor visitor) throws IOException {
        try (InputStream tar = new ZstdInputStream(content)) {
            Guard guard = new Guard(limits);
            Entries.walk(tar, new Entries.Visitor() {
                @Override
                public void begin(TarEntry entry) throws IOException {
                    guard.check(entry);
                    visitor.begin(entry);
                }

                @Override
                public void content(int bytes) throws IOException {
                    visitor.content(bytes);
                }

                @Override
                public void end(TarEntry entry, String sha256) throws IOException {
                    visitor.end(entry, sha256);
                }
            });
        }
    }
}
