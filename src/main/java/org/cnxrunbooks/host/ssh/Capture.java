package org.cnxrunbooks.host.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps the first bytes of an output up to a limit, its last 16 KiB, and the digest of all of it. Never blocks. */
final class Capture extends OutputStream {

    private static final int TAIL = 16 << 10;

    private final int limit;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] ring = new byte[TAIL];
    private final MessageDigest digest = sha256();
    private long total;

    Capture(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        head.write(bytes, offset, Math.min(length, limit - head.size()));
        for (int at = Math.max(0, length - TAIL); at < length; at++) {
            ring[(int) ((total + at) % TAIL)] = bytes[offset + at];
        }
        total += length;
    }

    synchronized String text() {
        return head.toString(StandardCharsets.UTF_8);
    }

    /** The last 16 KiB. */
    synchronized String tail() {
        if (total <= head.size()) {
            byte[] all = head.toByteArray();
            int start = Math.max(0, all.length - TAIL);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8);
        }
        byte[] last = new byte[(int) Math.min(total, TAIL)];
        for (int at = 0; at < last.length; at++) {
            last[at] = ring[(int) ((total - last.length + at) % TAIL)];
        }
        return new String(last, StandardCharsets.UTF_8);
    }

    /** Of all that was written; ask once, at the end. */
    synchronized String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
