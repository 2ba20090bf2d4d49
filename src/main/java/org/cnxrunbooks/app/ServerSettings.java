package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * An application server.
 *
 * @param name Server name, unique on its node.
 * @param cluster Name of its cluster; leave it out for a server of its own.
 * @param cloneId Clone id of the server in JSESSIONID.
 */
record ServerSettings(
        @NotBlank(message = "a server name HINT: Write the server's name as the console shows it.") @Nullable
                String name,
        @Nullable String cluster,
        @Nullable String cloneId) {}
