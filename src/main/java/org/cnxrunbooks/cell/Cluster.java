package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/**
 * A cluster; its members are the servers that name it.
 *
 * @param name cluster name
 * @param path one request path that it serves, e.g. {@code /files/}; absent where none is known
 */
public record Cluster(String name, @Nullable String path) {}
