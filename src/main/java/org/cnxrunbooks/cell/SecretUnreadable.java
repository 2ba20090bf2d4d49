package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/** A secret cannot be read where it was when the application started. The message names the place and never the secret. */
public final class SecretUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message {@code what failed: where (observed X, expected Y)} and {@code HINT:} sentences */
    public SecretUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
