package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Re-reads a file to its SHA-256. */
final class FileDigest {

    private static final int BUFFER = 256 << 10;

    private FileDigest() {}

    /** Told of every part that was read. */
    interface Reading {
        void read(int bytes);
    }

    static String of(Path file, Reading reading) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                reading.read(count);
            }
        }
        return Sha256.end(digest);
    }

    /** False also when it cannot be read. */
    static boolean matches(Path file, String sha256) {
        try {
            return Files.isRegularFile(file) && of(file, bytes -> {}).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }
}
