package org.cnxrunbooks.app;

import java.util.Map;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a cell, taken from where they were configured.
 *
 * @param wsadmin password of the wsadmin user; absent only when a violation says so
 * @param passphrases of private keys by host name, for the hosts that need one
 * @param banner password of the banner's user; absent where there is none
 */
record CellSecrets(@Nullable Secret wsadmin, Map<String, Secret> passphrases, @Nullable Secret banner) {}
