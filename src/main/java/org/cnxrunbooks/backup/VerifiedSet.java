package org.cnxrunbooks.backup;

/**
 * A set that was read again and found sound.
 *
 * @param bytes size of its archives and images in the vault
 * @param entries members of all archives
 */
record VerifiedSet(String manifestDigest, long bytes, long entries) {}
