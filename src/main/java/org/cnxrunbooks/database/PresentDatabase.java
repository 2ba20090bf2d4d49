package org.cnxrunbooks.database;

/**
 * A database that an instance has.
 *
 * @param name as configured names are compared: Db2 in capitals
 * @param bytes size on disk, -1 where the product does not tell
 */
public record PresentDatabase(String name, long bytes) {}
