package org.cnxrunbooks.vault;

import java.io.InputStream;
import java.util.Locale;
import java.util.Random;

/** An archive of any size that is made while it is read: one large file, then many small ones. */
final class MadeTar extends InputStream {

    private static final int PATTERN = 1 << 20;

    private final byte[] pattern = new byte[PATTERN];
    private final long largeBytes;
    private final int smallFiles;
    private byte[] pending;
    private int at;
    private long large;
    private int small;
    private boolean ended;

    MadeTar(long largeBytes, int smallFiles) {
        this.largeBytes = largeBytes / PATTERN * PATTERN;
        this.smallFiles = smallFiles;
        new Random(7).nextBytes(pattern);
        // numbers above what octal can say go into an extended header, as with GNU tar
        pending = new TarBuilder()
                .directory("./")
                .pax("size=" + this.largeBytes)
                .header('0', "./large", "", 0)
                .unfinished();
    }

    long contentBytes() {
        return largeBytes + 300L * smallFiles;
    }

    long entries() {
        return 2L + smallFiles;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (at == pending.length && !more()) {
            return -1;
        }
        int count = Math.min(length, pending.length - at);
        System.arraycopy(pending, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean more() {
        at = 0;
        if (large < largeBytes) {
            pattern[(int) (large / PATTERN % PATTERN)]++;
            pending = pattern;
            large += PATTERN;
        } else if (small < smallFiles) {
            pending = new TarBuilder()
                    .file(
                            String.format(Locale.ROOT, "./data/%04d/file-%07d.dat", small / 100, small),
                            ("content " + small + " ".repeat(300)).substring(0, 300))
                    .unfinished();
            small++;
        } else if (!ended) {
            pending = new byte[10240];
            ended = true;
        } else {
            pending = new byte[0];
            return false;
        }
        return true;
    }
}
