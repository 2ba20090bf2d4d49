package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Takes a secret from where it was configured: the key itself or the file named by the key with {@code -file}, which is
 * only checked here and read at each use.
 */
final class SecretFiles {

    private final Violations violations;

    SecretFiles(Violations violations) {
        this.violations = violations;
    }

    /** A secret that has to be there; what is wrong is noted, and then nothing is returned. */
    Optional<Secret> required(String key, @Nullable Secret value, @Nullable Path file) {
        if (value == null && file == null) {
            violations.add(
                    key,
                    Violation.NOTHING,
                    "a secret",
                    "Set %s-file to a file that holds nothing but the secret, or %s from the environment (%s)."
                            .formatted(key, key, environmentName(key)));
            return Optional.empty();
        }
        return optional(key, value, file);
    }

    /** A secret that may be absent. */
    Optional<Secret> optional(String key, @Nullable Secret value, @Nullable Path file) {
        if (value != null && file != null) {
            violations.add(key, "both " + key + " and " + key + "-file", "one of them", "Remove one of the two keys.");
            return Optional.empty();
        }
        if (file != null) {
            return read(key + "-file", file);
        }
        if (value != null && value.reveal().isBlank()) {
            violations.add(
                    key,
                    "a blank secret",
                    "a secret",
                    "Is the environment variable empty? Set it or use " + key + "-file.");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private Optional<Secret> read(String key, Path file) {
        SecretFile source = new SecretFile(key, file);
        try {
            if (!source.read().isBlank()) {
                return Optional.of(Secret.readFrom(source));
            }
            violations.add(key, file + ", which is empty", "a file with a secret", "Write the secret into it.");
        } catch (IOException e) {
            violations.add(
                    key,
                    file + ", which cannot be read",
                    "a file that this application may read",
                    "Check the path (relative ones count from %s) and its owner."
                            .formatted(Path.of("").toAbsolutePath()));
        }
        return Optional.empty();
    }

    /** As Spring reads it from the environment: dots to underscores, no dashes. */
    private static String environmentName(String key) {
        return key.replace("-", "")
                .replace('.', '_')
                .replace('[', '_')
                .replace("]", "")
                .toUpperCase(Locale.ROOT);
    }
}
