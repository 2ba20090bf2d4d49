package org.cnxrunbooks.vault;

/** How asking for an archive or an image ended. */
public enum PackOutcome {
    PACKED,
    /** The set holds it from an earlier attempt; nothing was read from the host. */
    ALREADY_PACKED
}
