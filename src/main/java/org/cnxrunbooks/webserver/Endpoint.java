package org.cnxrunbooks.webserver;

/**
 * One door of a web server: a port that it listens on and a virtual host behind it.
 *
 * @param scheme {@code http} or {@code https}
 * @param address IP address or name to connect to
 * @param port TCP port
 * @param serverName sent as Host and, with https, as SNI; the certificate is not judged: a probe asks what is served,
 *     not whether users trust it
 */
public record Endpoint(String scheme, String address, int port, String serverName) {}
