package org.cnxrunbooks.vault;

/** How the files of an item come from their host into the vault. All ways leave the same kind of archive. */
public enum PackWay {
    /** GNU tar on the host, its stream pulled as it is and compressed here. */
    TAR_RAW,
    /** GNU tar and zstd on the host; the stream is stored as it comes and listed from a decompressed copy. */
    TAR_ZSTD_ON_HOST,
    /** Walked by SFTP, the archive written here: for hosts without GNU tar. Hard links become files of their own. */
    SFTP_WALK
}
