package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Walks an archive once and hashes every file on the way. */
final class Entries {

    private static final int BUFFER = 128 << 10;

    private Entries() {}

    /** Told of every member in the archive's order. */
    @FunctionalInterface
    interface Visitor {

        /** Before the content is read; refuses what must not be read on. */
        default void begin(TarEntry entry) throws IOException {}

        /**
         * @param sha256 of the content of a file, empty for all else
         */
        void end(TarEntry entry, String sha256) throws IOException;

        /** Content went by. */
        default void content(int bytes) throws IOException {}
    }

    static void walk(InputStream tar, Visitor visitor) throws IOException {
        TarReader reader = new TarReader(tar);
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER];
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            visitor.begin(entry);
            if (entry.type() != TarEntry.Type.FILE) {
                visitor.end(entry, "");
                continue;
            }
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                digest.update(buffer, 0, count);
                visitor.content(count);
            }
            visitor.end(entry, Sha256.end(digest));
        }
    }
}
