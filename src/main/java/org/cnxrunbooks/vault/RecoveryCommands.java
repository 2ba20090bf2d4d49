package org.cnxrunbooks.vault;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What RECOVERY.md says about tools and keys, for a set that is encrypted and for one that is not. */
record RecoveryCommands(Manifest.@Nullable Encrypted encrypted) {

    String tools() {
        return encrypted == null
                ? "Everything here can be read with GNU tar, zstd and sha256sum. Nothing else is needed."
                : """
                Everything here can be read with age (or rage), GNU tar, zstd and sha256sum, and one key. Nothing else is needed.

                Files that end in `.age` are encrypted (%s). Each of these keys alone opens all of them. Take the file with
                the private half of one, `<key file>` below; `age-keygen -y <key file>` prints which one it is. The one key
                more that each file was encrypted for was the run's own, for verifying; it is destroyed.

                %s"""
                        .formatted(
                                encrypted.format(),
                                encrypted.recipients().stream()
                                        .map("* `%s`"::formatted)
                                        .collect(Collectors.joining("\n")));
    }

    /** The command that writes what is compressed in that file. */
    String content(String file) {
        return encrypted == null ? "zstd -dc " + file : "age --decrypt --identity <key file> " + file + " | zstd -dc";
    }

    /** How to read what is not compressed; empty where it can be read as it is. */
    String single() {
        return encrypted == null
                ? ""
                : """
                ## Decrypt a database image or role mappings

                ```
                age --decrypt --identity <key file> --output <decrypted file> <encrypted file>
                ```

                age refuses a file that was altered or cut off; do not use what it wrote when it ends with an error. With
                rage the commands are the same but for their first word.

                """;
    }
}
