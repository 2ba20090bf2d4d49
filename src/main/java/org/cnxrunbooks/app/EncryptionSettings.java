package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who can read backups.
 *
 * @param recipients Public keys of age (age1...), each of which alone opens every backup; the private halves belong elsewhere.
 * @param elsewhere True where something below the vault encrypts, e.g. its file system; backups are then written as they are.
 * @param runKeys Directory for the key of each running backup, outside of the vault; the key is destroyed when the backup is verified. Nodes of one installation share it.
 */
record EncryptionSettings(
        @DefaultValue List<String> recipients,
        @DefaultValue("false") boolean elsewhere,
        @DefaultValue("data/run-keys")
                @NotNull(
                        message =
                                "a directory HINT: Leave the key out to keep data/run-keys below the working directory.")
                Path runKeys) {}
