package org.cnxrunbooks.cell;

import java.nio.file.Path;
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
}
