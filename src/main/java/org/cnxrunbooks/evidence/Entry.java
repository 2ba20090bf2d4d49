package org.cnxrunbooks.evidence;

/**
 * A recorded act in the chain of its run.
 *
 * @param sequence 1 for the first entry of the run, without gaps
 * @param draft what happened
 * @param previousHash hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 (lower-case hex) over the canonical form of this entry and {@code previousHash}
 */
public record Entry(long sequence, Draft draft, String previousHash, String hash) {}
