package org.cnxrunbooks.backup;

import java.util.stream.Collectors;
import org.cnxrunbooks.vault.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A set that was read again and found sound.
 *
 * @param bytes size of its archives and images in the vault
 * @param entries members of all archives
 * @param encrypted as its manifest says
 */
record VerifiedSet(String manifestDigest, long bytes, long entries, Manifest.@Nullable Encrypted encrypted) {

    /** For people: who can read it. Recipients are public keys. */
    String encryption() {
        return encrypted == null
                ? "encrypted elsewhere, as configured"
                : encrypted.recipients().stream()
                        .collect(Collectors.joining(", ", "encrypted with " + encrypted.format() + " for ", ""));
    }
}
