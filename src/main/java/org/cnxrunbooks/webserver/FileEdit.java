package org.cnxrunbooks.webserver;

/**
 * One file before and after.
 *
 * @param path absolute
 * @param before bytes as read
 * @param after bytes as they are to be; equal to {@code before} when nothing is to be done
 */
public record FileEdit(String path, byte[] before, byte[] after) {}
