package org.cnxrunbooks.announce;

import org.jspecify.annotations.Nullable;

/** A message did not get out. The message reads {@code what failed: where (observed X, expected Y)} and {@code HINT:} sentences. */
public final class AnnounceFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** Nobody said how; trying again changes nothing. */
        NOT_CONFIGURED,
        /** No connection, or it broke; trying again may help. */
        UNREACHABLE,
        /** The other side asks to come again later (SMTP 4yz). */
        NOT_NOW,
        /** User or password are refused; trying again changes nothing. */
        LOGIN_REFUSED,
        /** This one address is refused, others may be accepted. */
        RECIPIENT_REFUSED,
        /** Sender, message or request are refused; trying again changes nothing. */
        REFUSED,
        /** The act was accepted, but reading back shows something else. */
        UNPROVEN
    }

    private final Kind kind;

    /** @param cause what the library said, absent where there was none or where it could tell a secret */
    public AnnounceFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
