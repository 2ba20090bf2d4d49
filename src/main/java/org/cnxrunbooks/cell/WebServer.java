package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/**
 * An IBM HTTP Server.
 *
 * @param name as in the cell, e.g. {@code webserver1}
 * @param host name of its host in {@link Cell#hosts()}
 * @param serverRoot directory that holds {@code bin}, {@code conf} and {@code logs}
 * @param clients whose address it sees; absent when nobody said so
 */
public record WebServer(String name, String host, String serverRoot, @Nullable ClientAddresses clients) {

    /** Whose address the web server takes for the client's. */
    public enum ClientAddresses {
        /** Clients connect to it themselves, or through something that keeps their address. */
        DIRECT,
        /** A balancer stands before it and mod_remoteip restores the client's address. */
        REMOTE_IP,
        /** A balancer stands before it and is taken for every client. */
        BALANCER
    }
}
