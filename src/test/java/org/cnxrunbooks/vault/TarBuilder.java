package org.cnxrunbooks.vault;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Builds archives byte by byte, also those no honest tool would write. */
final class TarBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarBuilder file(String name, String content) {
        return member('0', name, "", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    TarBuilder directory(String name) {
        return member('5', name, "", new byte[0]);
    }

    TarBuilder symlink(String name, String target) {
        return member('2', name, target, new byte[0]);
    }

    TarBuilder hardlink(String name, String target) {
        return member('1', name, target, new byte[0]);
    }

    TarBuilder pax(String... records) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] body = (" " + record + "\n").getBytes(StandardCharsets.ISO_8859_1);
            int length = body.length + 1;
            while ((Integer.toString(length).length() + body.length) != length) {
                length++;
            }
            content.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
            content.writeBytes(body);
        }
        return member('x', "PaxHeaders/x", "", content.toByteArray());
    }

    TarBuilder member(char type, String name, String link, byte[] content) {
        return header(type, name, link, content.length).raw(content).raw(new byte[-content.length & 511]);
    }

    TarBuilder header(char type, String name, String link, long size) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, String.format(Locale.ROOT, "%011o", size));
        put(block, 136, "00000000000");
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return raw(block);
    }

    TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    byte[] unfinished() {
        return out.toByteArray();
    }

    byte[] end() {
        return raw(new byte[1024]).unfinished();
    }

    /** Finished, compressed and in a file. */
    Path store(Path directory) {
        try {
            return Files.write(directory.resolve("hostile.tar.zst"), Zstd.compress(end(), 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
