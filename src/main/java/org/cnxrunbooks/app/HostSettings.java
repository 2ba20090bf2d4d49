package org.cnxrunbooks.app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A machine and how SSH reaches it.
 *
 * @param address Host name or IP address.
 * @param port SSH port.
 * @param user Account that runs the commands.
 * @param privateKey File with the private key of that account; only this application may read it.
 * @param passphrase Passphrase of the private key; or give passphrase-file; leave both out when it has none.
 * @param passphraseFile File that holds nothing but the passphrase.
 * @param hostKey The machine's public host key, type and base64, as ssh-keyscan prints them after the host name.
 */
record HostSettings(
        @NotBlank(message = "a host name or address HINT: Write what ssh would be given.") @Nullable String address,
        @DefaultValue("" + Host.DEFAULT_PORT)
                @Nullable
                @Min(value = 1, message = PORT)
                @Max(value = 65535, message = PORT)
                Integer port,
        @NotBlank(message = "an account HINT: Name the account that may run the WebSphere tools on this host.")
                @Nullable
                String user,
        @NotNull(message = "a file HINT: Name the file with the private key that ssh would be given with -i.") @Nullable
                Path privateKey,
        @Nullable Secret passphrase,
        @Nullable Path passphraseFile,
        @NotBlank(message = HOST_KEY_EXPECTED + " HINT: " + HOST_KEY_HINT) @Nullable String hostKey) {

    static final String PORT = "a port from 1 to 65535 HINT: Leave the key out for the default.";
    static final String HOST_KEY_EXPECTED = "a public host key, type and base64";
    static final String HOST_KEY_HINT =
            "Run `ssh-keyscan -t ed25519 <address>`, compare the fingerprint with the one on the machine itself, and copy the two words after the host name.";
}
