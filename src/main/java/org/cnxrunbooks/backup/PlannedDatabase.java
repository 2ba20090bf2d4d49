package org.cnxrunbooks.backup;

import org.cnxrunbooks.cell.DatabaseKind;

/**
 * A database that was found and will be dumped.
 *
 * @param version the product's own version line
 * @param expectedBytes size on disk; 0 where the product does not tell
 * @param command what runs on the host, for people
 * @param proven false where the command was built from the manual and never ran on the real product
 */
record PlannedDatabase(
        DatabaseKind kind,
        String host,
        String instance,
        String database,
        String version,
        long expectedBytes,
        String command,
        boolean proven) {

    /** {@code host/instance/database}. */
    String label() {
        return host + "/" + instance + "/" + database;
    }
}
