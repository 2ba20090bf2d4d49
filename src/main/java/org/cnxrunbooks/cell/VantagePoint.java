package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/**
 * A place from which web servers are looked at as a user would.
 *
 * @param host name of a host in {@link Cell#hosts()}; absent for the machine that this application runs on
 * @param source address from which that machine's requests are sent; absent for the one that its system picks
 */
public record VantagePoint(@Nullable String host, @Nullable String source) {}
