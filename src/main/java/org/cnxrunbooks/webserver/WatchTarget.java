package org.cnxrunbooks.webserver;

import java.net.URI;

/**
 * One thing to look at, again and again: a path that one cluster serves, at one door of one web server.
 *
 * @param webServer name of the web server
 * @param cluster name of the cluster
 * @param path from {@code /} on, encoded, e.g. {@code /files/}; it has to begin a session, and a POST to it must be harmless
 * @param affinityCookie name of the session cookie, as in {@link PluginUri#affinityCookie()}
 */
public record WatchTarget(String webServer, String cluster, Endpoint endpoint, String path, String affinityCookie) {

    public WatchTarget {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /: " + path);
        }
        URI.create(DoorClient.url(endpoint, path));
    }
}
