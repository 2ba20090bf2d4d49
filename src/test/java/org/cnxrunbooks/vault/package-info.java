/** Tests of the vault against real tar, zstd and sha256sum. */
@NullMarked
package org.cnxrunbooks.vault;

import org.jspecify.annotations.NullMarked;
