/**
 * Keep archives so that they can be trusted later: pack, verify, unpack, manifest.
 *
 * <p>Entered by the runbooks; the only user of Commons Compress and zstd.
 */
@NullMarked
package org.cnxrunbooks.vault;

import org.jspecify.annotations.NullMarked;
