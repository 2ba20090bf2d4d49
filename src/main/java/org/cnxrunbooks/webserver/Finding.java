package org.cnxrunbooks.webserver;

/**
 * Something about a configuration that a person should know.
 *
 * @param file absolute path
 * @param line from 1; 0 where it concerns the whole file
 * @param problem what is wrong
 * @param hint what to do about it
 * @param blocking true when no notice may be raised before it is mended
 */
public record Finding(String file, int line, String problem, String hint, boolean blocking) {}
