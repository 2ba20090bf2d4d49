package org.cnxrunbooks.database;

/**
 * An open connection that keeps an offline backup from starting.
 *
 * @param handle the product's id of it
 * @param application program that holds it
 */
public record DatabaseConnection(String database, String handle, String user, String application) {}
