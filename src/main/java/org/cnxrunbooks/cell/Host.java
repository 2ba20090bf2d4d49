package org.cnxrunbooks.cell;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A machine and how SSH reaches it.
 *
 * @param name key of the configuration
 * @param address name or IP address
 * @param port SSH port, {@value #DEFAULT_PORT} unless configured
 * @param user account that runs the commands
 * @param privateKey file with the private key, readable by the application alone
 * @param passphrase of the private key, absent when it has none
 * @param hostKey the pinned public host key, {@code <type> <base64>} as in a known_hosts file without the host part
 */
public record Host(
        String name,
        String address,
        int port,
        String user,
        Path privateKey,
        @Nullable Secret passphrase,
        String hostKey) {

    public static final int DEFAULT_PORT = 22;

    /** Type and print of the pinned key, {@code <type> SHA256:<print>}, as {@code ssh-keygen -l} writes them. */
    public String hostKeyPrint() {
        String[] words = hostKey.split(" ");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(words[1]));
            return words[0] + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
