package org.cnxrunbooks.backup;

/** When an item is packed. */
enum Phase {
    /** Programs, profiles, configuration: no counterpart in a database. */
    INSTALLATION,
    /** Content that rows of the databases refer to: packed after the databases. */
    CONTENT
}
