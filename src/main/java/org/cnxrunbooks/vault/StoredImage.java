package org.cnxrunbooks.vault;

import java.time.Instant;

/**
 * A database image in a set.
 *
 * @param source where it came from and how it was made
 * @param file path in the set, {@code databases/<instance>/<database>/<file name>}
 * @param bytes size
 * @param sha256 digest, lower-case hex
 * @param ended UTC, when it was stored
 * @param outcome whether this call fetched it
 */
public record StoredImage(
        ImageSource source, String file, long bytes, String sha256, Instant ended, PackOutcome outcome) {}
