package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One 512 byte header of a ustar archive (POSIX.1-1988 with GNU's base-256 numbers). */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final byte[] block;

    TarHeader(byte[] block) throws IOException {
        this.block = block;
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH ? ' ' : block[i] & 0xff;
        }
        long stated = number(CHECKSUM_AT, CHECKSUM_LENGTH);
        if (sum != stated) {
            throw new IOException("not a tar header (observed checksum %d, expected %d)".formatted(sum, stated));
        }
    }

    static boolean isZero(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    char flag() {
        return (char) (block[156] & 0xff);
    }

    String name() {
        String name = text(0, 100);
        // GNU's own header has times where ustar has the prefix
        String prefix = text(257, 6).equals("ustar") ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() {
        return text(157, 100);
    }

    int mode() throws IOException {
        return (int) (number(100, 8) & 07777);
    }

    long uid() throws IOException {
        return number(108, 8);
    }

    long gid() throws IOException {
        return number(116, 8);
    }

    long size() throws IOException {
        long size = number(124, 12);
        if (size < 0) {
            throw new IOException("negative size in a tar header: " + name());
        }
        return size;
    }

    long seconds() throws IOException {
        return number(136, 12);
    }

    String user() {
        return text(265, 32);
    }

    String group() {
        return text(297, 32);
    }

    private String text(int start, int length) {
        int end = start;
        while (end < start + length && block[end] != 0) {
            end++;
        }
        return new String(block, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private long number(int start, int length) throws IOException {
        if ((block[start] & 0x80) != 0) {
            return base256(start, length);
        }
        String digits = text(start, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("not an octal number in a tar header: " + digits, e);
        }
    }

    /** GNU tar, "Basic Tar Format": the first bit marks it, the rest is a two's complement number, most significant first. */
    private long base256(int start, int length) throws IOException {
        boolean negative = (block[start] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = start; i < start + length; i++) {
            int digit = block[i] & 0xff;
            if (i == start) {
                digit = negative ? digit : digit & 0x7f;
            }
            long shifted = value << 8 | digit;
            if (shifted >> 8 != value) {
                throw new IOException("number too large in a tar header: " + name());
            }
            value = shifted;
        }
        return value;
    }
}
