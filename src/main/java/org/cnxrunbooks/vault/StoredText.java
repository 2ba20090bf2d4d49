package org.cnxrunbooks.vault;

/**
 * A small file that the application itself wrote into a set, e.g. {@code roles/Activities.json}.
 *
 * @param file path in the set
 * @param bytes size
 * @param sha256 digest, lower-case hex
 */
public record StoredText(String file, long bytes, String sha256) {}
