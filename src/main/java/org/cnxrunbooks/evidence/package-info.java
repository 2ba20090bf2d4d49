/**
 * What was done, decided or refused in a run: append-only, hash-chained entries and blobs named by their SHA-256.
 *
 * <p>Every room may enter; only {@code evidence.store} knows where it is kept.
 */
@NullMarked
package org.cnxrunbooks.evidence;

import org.jspecify.annotations.NullMarked;
