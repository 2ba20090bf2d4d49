package org.cnxrunbooks.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What reading a stored file through its seal found, in one pass over it.
 *
 * @param sha256 of the file as it is stored, also when its content could not be read to the end
 * @param failure why its content could not be read, null when it could
 */
record StoredReading(String sha256, @Nullable IOException failure) {

    private static final int BUFFER = 256 << 10;

    /** Reads what is below the seal; what it leaves is read behind it. */
    interface Content {
        void read(InputStream content) throws IOException;
    }

    /** @throws IOException when the file itself cannot be read */
    static StoredReading of(Path file, Seal seal, Content content) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream stored = new Hashed(Files.newInputStream(file), digest)) {
            IOException failure = null;
            try (InputStream open = seal.open(new Unclosed(stored))) {
                content.read(new Unclosed(open));
                drain(open, bytes -> {});
            } catch (IOException e) {
                failure = e;
            }
            drain(stored, bytes -> {});
            return new StoredReading(Sha256.end(digest), failure);
        }
    }

    /** Every byte of the content, told as it goes by. */
    static StoredReading whole(Path file, Seal seal, FileDigest.Reading reading) throws IOException {
        return of(file, seal, content -> drain(content, reading));
    }

    private static void drain(InputStream in, FileDigest.Reading reading) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            reading.read(count);
        }
    }

    private static class Through extends FilterInputStream {

        Through(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }

    private static final class Hashed extends Through {

        private final MessageDigest digest;

        Hashed(InputStream in, MessageDigest digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                digest.update(bytes, offset, count);
            }
            return count;
        }
    }

    /** Who reads content closes what it reads, but there is more to read below it. */
    private static final class Unclosed extends Through {

        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
