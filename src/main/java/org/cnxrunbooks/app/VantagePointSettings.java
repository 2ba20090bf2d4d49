package org.cnxrunbooks.app;

import org.jspecify.annotations.Nullable;

/**
 * A place from which web servers are looked at as a user would.
 *
 * @param host Name of its host under hosts; the machine of this application when left out.
 * @param source Address of that machine from which it asks; the one that its system picks when left out.
 */
record VantagePointSettings(@Nullable String host, @Nullable String source) {}
