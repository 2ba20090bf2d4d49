package org.cnxrunbooks.webserver;

/**
 * What httpd says about a configuration.
 *
 * @param ok true when it said {@code Syntax OK} and ended with 0
 * @param output both streams; names of copies replaced by those of the files they stand for
 */
public record ConfigCheck(boolean ok, String output) {}
