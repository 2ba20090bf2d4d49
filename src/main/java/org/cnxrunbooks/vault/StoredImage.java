package org.cnxrunbooks.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database image in a set.
 *
 * @param source where it came from and how it was made
 * @param file path in the set, {@code databases/<instance>/<database>/<file name>}, encrypted {@code ….age}
 * @param bytes size as stored
 * @param sha256 digest as stored, lower-case hex
 * @param imageBytes size of the image itself, as it was on the host
 * @param ended UTC, when it was stored
 * @param outcome whether this call fetched it
 * @param runRecipient public half of the run's own key, with which it was read again; null where it is not encrypted
 */
public record StoredImage(
        ImageSource source,
        String file,
        long bytes,
        String sha256,
        long imageBytes,
        Instant ended,
        PackOutcome outcome,
        @Nullable String runRecipient) {

    StoredImage as(PackOutcome other) {
        return new StoredImage(source, file, bytes, sha256, imageBytes, ended, other, runRecipient);
    }
}
