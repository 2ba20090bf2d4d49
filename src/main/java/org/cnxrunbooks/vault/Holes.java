package org.cnxrunbooks.vault;

import java.io.IOException;
import java.util.Arrays;

/** The map of a sparse file and the place where its reader stands. Parts are ascending and do not overlap. */
final class Holes {

    private static final int MOST_PARTS = 4_000_000;

    private final long[] map;
    private final long size;
    private int part;
    private long position;

    private Holes(long[] map, long size) {
        this.map = map;
        this.size = size;
    }

    /** Gives the next 512 bytes of the member. */
    interface Blocks {
        byte[] next() throws IOException;
    }

    /** Decimal numbers, one a line, padded with zeros to a whole block: count of parts, then offset and length of each. */
    static Holes read(Blocks blocks, long size, long most) throws IOException {
        Numbers numbers = new Numbers(blocks);
        long parts = numbers.next();
        if (parts > MOST_PARTS || parts > most) {
            throw new IOException("sparse map too long (observed %d parts)".formatted(parts));
        }
        long[] map = new long[16];
        long end = 0;
        for (int i = 0; i < parts; i++) {
            long offset = numbers.next();
            long length = numbers.next();
            if (offset < end || length > size - offset) {
                throw new IOException("sparse map out of order at part " + i);
            }
            end = offset + length;
            if (map.length < 2 * i + 2) {
                map = Arrays.copyOf(map, map.length * 2);
            }
            map[2 * i] = offset;
            map[2 * i + 1] = length;
        }
        return new Holes(Arrays.copyOf(map, (int) parts * 2), size);
    }

    long dataBytes() {
        long sum = 0;
        for (int i = 1; i < map.length; i += 2) {
            sum += map[i];
        }
        return sum;
    }

    /** Bytes of content that come next, 0 in a hole. */
    long dataAhead() {
        while (part < map.length && position >= map[part] + map[part + 1]) {
            part += 2;
        }
        return part < map.length && position >= map[part] ? map[part] + map[part + 1] - position : 0;
    }

    /** Bytes to the next content or to the end; asked when no content comes next. */
    long holeAhead() {
        return (part < map.length ? map[part] : size) - position;
    }

    void advance(long count) {
        position += count;
    }

    private static final class Numbers {

        private final Blocks blocks;
        private byte[] block = new byte[0];
        private int at;

        Numbers(Blocks blocks) {
            this.blocks = blocks;
        }

        long next() throws IOException {
            long value = 0;
            for (int digits = 0; digits < 19; digits++) {
                if (at == block.length) {
                    block = blocks.next();
                    at = 0;
                }
                int character = block[at++];
                if (character == '\n' && digits > 0) {
                    return value;
                }
                if (character < '0' || character > '9') {
                    break;
                }
                value = value * 10 + character - '0';
            }
            throw new IOException("sparse map is not well-formed");
        }
    }
}
