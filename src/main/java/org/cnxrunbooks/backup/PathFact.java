package org.cnxrunbooks.backup;

/**
 * What a host says of a path.
 *
 * @param directory false for a file, also when the path does not exist
 * @param bytes size of everything below, as du counts; 0 when the path does not exist
 */
record PathFact(boolean exists, boolean directory, long bytes) {

    static final PathFact MISSING = new PathFact(false, false, 0);
}
