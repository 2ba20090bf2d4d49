package org.cnxrunbooks.vault;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Reads a stored archive under guard: the only door to what an archive holds. */
final class ArchiveReader {

    private static final int BUFFER = 256 << 10;

    private ArchiveReader() {}

    /**
     * What reading found.
     *
     * @param sha256 of the whole file, also when its content could not be read to the end
     * @param failure why its content could not be read, null when it could
     */
    record Reading(String sha256, @Nullable IOException failure) {}

    /**
     * Walks the whole archive. A hostile, damaged or refused member ends the walk, not the digest.
     *
     * @throws IOException when the file itself cannot be read
     */
    static Reading read(Path archive, Guard.Limits limits, Entries.Visitor visitor) throws IOException {
        try (Hashed file = new Hashed(Files.newInputStream(archive))) {
            IOException failure = null;
            try {
                walk(file, limits, visitor);
            } catch (IOException e) {
                failure = e;
            }
            file.drain();
            return new Reading(file.sha256(), failure);
        }
    }

    private static void walk(InputStream file, Guard.Limits limits, Entries.Visitor visitor) throws IOException {
        // the decompressor closes what it reads, but the rest of the file is still to be hashed
        InputStream open = new FilterInputStream(file) {
            @Override
            public void close() {}
        };
        try (InputStream tar = new ZstdInputStream(open)) {
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

    private static final class Hashed extends FilterInputStream {

        private final MessageDigest digest = Sha256.start();

        Hashed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                digest.update(bytes, offset, count);
            }
            return count;
        }

        void drain() throws IOException {
            byte[] buffer = new byte[BUFFER];
            while (read(buffer, 0, buffer.length) >= 0) {
                // only hashed
            }
        }

        String sha256() {
            return Sha256.end(digest);
        }
    }
}
