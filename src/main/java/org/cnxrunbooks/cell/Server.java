package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/**
 * An application server.
 *
 * @param name server name, unique on its node
 * @param cluster name of its cluster in {@link Cell#clusters()}; absent for a server of its own
 * @param cloneId id in JSESSIONID; absent where it is not known
 */
public record Server(String name, @Nullable String cluster, @Nullable String cloneId) {}
