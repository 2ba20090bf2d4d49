package org.cnxrunbooks.webserver;

/**
 * What became of an act on a web server.
 *
 * @param message one line for people; of a failure with observed, expected and HINT
 * @param output what apachectl said, both streams; empty when it was not run
 */
public record WebServerReport(WebServerAnswer answer, String message, String output) {}
