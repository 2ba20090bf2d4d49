package org.cnxrunbooks.vault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the archives of this vault as they pass: what GNU tar writes with {@code --format=posix --sparse}, and GNU long
 * names. Commons Compress decodes extended headers as UTF-8, which loses names that are none; here they stay bytes.
 *
 * <p>Whatever the vault does not write (multi-volume members, older sparse formats, content behind a link) is refused
 * rather than guessed. Memory is bounded by the header limits. Longer than most: a format is read in one place.
 */
final class TarReader {

    private static final int MOST_HEADER_BYTES = 8 << 20;

    private final InputStream in;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final Map<String, String> global = new HashMap<>();

    /** Stored bytes of the current member not read yet, and the padding behind them. */
    private long stored;

    private int padding;
    private @Nullable Holes holes;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next member; what was not read of the one before is skipped.
     *
     * @return null at the end of the archive, which has been read to the end of the stream then
     */
    @Nullable
    TarEntry next() throws IOException {
        skipRest();
        Map<String, String> extended = new HashMap<>(global);
        while (readBlock()) {
            TarHeader header = new TarHeader(block.clone());
            switch (header.flag()) {
                case 'x' -> extended.putAll(PaxRecords.parse(headerContent(header)));
                case 'g' -> {
                    global.putAll(PaxRecords.parse(headerContent(header)));
                    extended.putAll(global);
                }
                case 'L' -> extended.put("path", longName(header));
                case 'K' -> extended.put("linkpath", longName(header));
                default -> {
                    return member(header, extended);
                }
            }
        }
        drain();
        return null;
    }

    /** Reads content of the current file, holes as zeros; -1 at its end. */
    int read(byte[] buffer) throws IOException {
        Holes sparse = holes;
        if (sparse == null) {
            return readStored(buffer, buffer.length);
        }
        long data = sparse.dataAhead();
        if (data > 0) {
            int count = readStored(buffer, (int) Math.min(data, buffer.length));
            if (count < 0) {
                throw new EOFException("sparse file ends before its last part");
            }
            sparse.advance(count);
            return count;
        }
        int zeros = (int) Math.min(sparse.holeAhead(), buffer.length);
        if (zeros == 0) {
            return -1;
        }
        Arrays.fill(buffer, 0, zeros, (byte) 0);
        sparse.advance(zeros);
        return zeros;
    }

    private int readStored(byte[] buffer, int most) throws IOException {
        if (stored == 0) {
            return -1;
        }
        int count = in.read(buffer, 0, (int) Math.min(stored, most));
        if (count < 0) {
            throw new EOFException("archive ends inside a file (observed %d bytes missing)".formatted(stored));
        }
        stored -= count;
        return count;
    }

    private TarEntry member(TarHeader header, Map<String, String> extended) throws IOException {
        TarEntry.Type type = type(header);
        long size = PaxRecords.number(extended, "size", header.size());
        if (size < 0 || type != TarEntry.Type.FILE && size != 0) {
            throw new IOException("member with a size that does not fit (observed %d, type %s): %s"
                    .formatted(size, type, header.name()));
        }
        begin(size);
        String name = extended.getOrDefault("path", header.name());
        holes = null;
        if (extended.containsKey("GNU.sparse.major")) {
            name = sparse(extended, name);
            size = PaxRecords.number(extended, "GNU.sparse.realsize", -1);
        }
        Time time = Time.of(extended.get("mtime"), header.seconds());
        return new TarEntry(
                type,
                name,
                extended.getOrDefault("linkpath", header.link()),
                size,
                header.mode(),
                PaxRecords.number(extended, "uid", header.uid()),
                PaxRecords.number(extended, "gid", header.gid()),
                extended.getOrDefault("uname", header.user()),
                extended.getOrDefault("gname", header.group()),
                time.seconds(),
                time.nanos());
    }

    /** GNU tar, "Storing Sparse Files", PAX format version 1.0: the map stands in front of the content. */
    private String sparse(Map<String, String> extended, String name) throws IOException {
        long size = PaxRecords.number(extended, "GNU.sparse.realsize", -1);
        String real = extended.get("GNU.sparse.name");
        if (PaxRecords.number(extended, "GNU.sparse.major", 0) != 1 || size < 0 || real == null) {
            throw new IOException("sparse format not known: " + name);
        }
        holes = Holes.read(this::mapBlock, size, stored);
        if (holes.dataBytes() != stored) {
            throw new IOException("sparse map does not fit (observed %d bytes of content, expected %d): %s"
                    .formatted(stored, holes.dataBytes(), real));
        }
        return real;
    }

    private byte[] mapBlock() throws IOException {
        if (stored < TarHeader.BLOCK) {
            throw new EOFException("sparse map ends early");
        }
        if (in.readNBytes(block, 0, TarHeader.BLOCK) != TarHeader.BLOCK) {
            throw new EOFException("archive ends inside a sparse map");
        }
        stored -= TarHeader.BLOCK;
        return block;
    }

    private static TarEntry.Type type(TarHeader header) throws IOException {
        return switch (header.flag()) {
            case 0, '0', '7' -> TarEntry.Type.FILE;
            case '1' -> TarEntry.Type.HARDLINK;
            case '2' -> TarEntry.Type.SYMLINK;
            case '3' -> TarEntry.Type.CHARACTER;
            case '4' -> TarEntry.Type.BLOCK;
            case '5' -> TarEntry.Type.DIRECTORY;
            case '6' -> TarEntry.Type.FIFO;
            default ->
                throw new IOException("kind of member not known (observed type %d): %s"
                        .formatted((int) header.flag(), header.name()));
        };
    }

    private String longName(TarHeader header) throws IOException {
        byte[] content = headerContent(header);
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return new String(content, 0, end, StandardCharsets.ISO_8859_1);
    }

    private byte[] headerContent(TarHeader header) throws IOException {
        if (header.size() > MOST_HEADER_BYTES) {
            throw new IOException("extended tar header too large (observed %d bytes, expected at most %d)"
                    .formatted(header.size(), MOST_HEADER_BYTES));
        }
        begin(header.size());
        byte[] content = in.readNBytes((int) header.size());
        if (content.length != header.size()) {
            throw new EOFException("archive ends inside an extended header");
        }
        stored = 0;
        skipRest();
        return content;
    }

    private void begin(long size) {
        stored = size;
        padding = (int) (-size & TarHeader.BLOCK - 1);
    }

    private void skipRest() throws IOException {
        in.skipNBytes(stored + padding);
        stored = 0;
        padding = 0;
        holes = null;
    }

    /** False at the end-of-archive mark. */
    private boolean readBlock() throws IOException {
        int count = in.readNBytes(block, 0, TarHeader.BLOCK);
        if (count != TarHeader.BLOCK) {
            throw new EOFException("archive ends without its end mark");
        }
        return !TarHeader.isZero(block);
    }

    /** Behind the mark only zeros may follow: anything else would be hidden from tar. */
    private void drain() throws IOException {
        int count = in.readNBytes(block, 0, TarHeader.BLOCK);
        if (count != TarHeader.BLOCK) {
            throw new EOFException("archive ends inside its end mark");
        }
        while (count > 0) {
            if (count == TarHeader.BLOCK && !TarHeader.isZero(block)) {
                throw new IOException("content behind the end mark of the archive");
            }
            count = in.readNBytes(block, 0, TarHeader.BLOCK);
        }
    }

    private record Time(long seconds, int nanos) {

        static Time of(@Nullable String decimal, long otherwise) throws IOException {
            if (decimal == null) {
                return new Time(otherwise, 0);
            }
            try {
                BigDecimal value = new BigDecimal(decimal);
                long seconds = value.setScale(0, RoundingMode.FLOOR).longValueExact();
                int nanos = value.subtract(BigDecimal.valueOf(seconds))
                        .movePointRight(9)
                        .intValue();
                return new Time(seconds, nanos);
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IOException("not a time in a tar header: " + decimal, e);
            }
        }
    }
}
