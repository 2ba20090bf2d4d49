package org.cnxrunbooks.webserver;

/** A path to ask for at a door, e.g. {@code /files/}. */
public record ProbeTarget(Endpoint endpoint, String path) {}
