package org.cnxrunbooks.cell;

/**
 * An IBM HTTP Server.
 *
 * @param name as in the cell, e.g. {@code webserver1}
 * @param host name of its host in {@link Cell#hosts()}
 * @param serverRoot directory that holds {@code bin}, {@code conf} and {@code logs}
 */
public record WebServer(String name, String host, String serverRoot) {}
