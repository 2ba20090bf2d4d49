package org.cnxrunbooks.webserver;

/** What became of a file that was to be placed or removed; said after its bytes were read back. */
public enum Placed {
    PLACED,
    REMOVED,
    /** It was as wanted before; nothing was done. */
    ALREADY
}
