package org.cnxrunbooks.vault;

import org.jspecify.annotations.Nullable;

/**
 * A set could not be written or read as it must be. The message reads {@code what failed: where (observed X, expected
 * Y)} followed by {@code HINT:} sentences.
 */
public class VaultFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String host;
    private final int exitCode;
    private final String tail;

    /** Why; closed. */
    public enum Kind {
        /** No room left where the vault is. */
        FULL,
        /** The vault could not be written or read. */
        STORAGE,
        /** What should be packed is not there. */
        SOURCE_MISSING,
        /** Files changed, vanished or could not be read while they were packed, more than the plan tolerates. */
        DISTURBED,
        /** The tool on the host failed. */
        TOOL_FAILED,
        /** The stream ended early or is no archive. */
        CUT,
        /** The archive holds what must not be unpacked. */
        HOSTILE,
        /** The manifest is missing, altered or not understood. */
        MANIFEST
    }

    VaultFailure(Kind kind, String host, String message, int exitCode, String tail, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.host = host;
        this.exitCode = exitCode;
        this.tail = tail;
    }

    VaultFailure(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, "", message, -1, "", cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Empty where no host had part in it. */
    public String host() {
        return host;
    }

    /** Of the command on the host; -1 where there was none. */
    public int exitCode() {
        return exitCode;
    }

    /** Last lines of the command's errors; empty where there were none. */
    public String tail() {
        return tail;
    }
}
