/**
 * Keep archives so that they can be trusted later: pack, encrypt, verify, unpack, manifest.
 *
 * <p>Entered by the runbooks; the only user of Commons Compress, zstd and Jagged.
 */
@NullMarked
package org.cnxrunbooks.vault;

import org.jspecify.annotations.NullMarked;
