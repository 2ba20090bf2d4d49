package org.cnxrunbooks.database;

/**
 * One file of a finished backup, on the database host.
 *
 * @param path absolute
 * @param fileName last part of the path, e.g. {@code HOMEPAGE.0.db2inst1.DBPART000.20260314210000.001}
 */
public record DatabaseImage(String database, String path, String fileName, long bytes) {}
