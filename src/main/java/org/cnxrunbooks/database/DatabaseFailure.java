package org.cnxrunbooks.database;

import org.cnxrunbooks.host.HostFailure;

/** A database tool did not do what it must. */
public final class DatabaseFailure extends HostFailure {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why; closed. */
    public enum Reason {
        TOOL_FAILED,
        /** Text and exit code disagree: nobody may call this a backup. */
        CONTRADICTION,
        UNKNOWN_DATABASE,
        IN_USE,
        /** The image is missing, empty, or the vendor's checker rejects it. */
        IMAGE_DAMAGED,
        ANSWER_UNREADABLE,
        /** A name that cannot be handed to the product safely. */
        NAME_REFUSED
    }

    DatabaseFailure(Reason reason, String host, String message, int exitCode, String tail) {
        super(Kind.COMMAND_FAILED, host, message, exitCode, tail, null);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
