package org.cnxrunbooks.wsadmin;

/**
 * A fix as the updateInstaller lists it.
 *
 * @param id its APAR, e.g. {@code LO100042}
 * @param component the application that it mends; empty when the tool does not say
 */
public record Fix(String id, String component) {}
