package org.cnxrunbooks.lab;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;

/** The key that opens the lab's backups, made anew at every start; its file is one that {@code age --identity} takes. */
final class LabBackupKey {

    private LabBackupKey() {}

    /** @return the public half */
    static String write(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = new X25519KeyPairGenerator().generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        Files.writeString(file, "# public key: " + pair.getPublic() + "\n" + pair.getPrivate() + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return pair.getPublic().toString();
    }
}
