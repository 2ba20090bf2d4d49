package org.cnxrunbooks.vault;

import org.cnxrunbooks.cell.Secret;

/**
 * A pair of keys for one run alone.
 *
 * @param identity the private half, {@code AGE-SECRET-KEY-1...}
 * @param recipient the public half, {@code age1...}
 */
record RunKey(Secret identity, String recipient) {}
