package org.cnxrunbooks.webserver;

/**
 * A path that the plug-in takes.
 *
 * @param name pattern as written, e.g. {@code /files/*}
 * @param affinityCookie name of the session cookie
 */
public record PluginUri(String name, String affinityCookie) {}
