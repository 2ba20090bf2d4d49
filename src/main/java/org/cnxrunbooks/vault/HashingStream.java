package org.cnxrunbooks.vault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what is written through it. */
final class HashingStream extends FilterOutputStream {

    private final MessageDigest digest = Sha256.start();
    private long count;

    HashingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new WriteFailed(e);
        }
        digest.update(bytes, offset, length);
        count += length;
    }

    /** It was the file that failed, not what stands before. */
    static final class WriteFailed extends IOException {
        private static final long serialVersionUID = 1;

        WriteFailed(IOException cause) {
            super(cause);
        }
    }

    long count() {
        return count;
    }

    /** Asked once, at the end. */
    String sha256() {
        return Sha256.end(digest);
    }
}
