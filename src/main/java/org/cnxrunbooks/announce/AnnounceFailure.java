package org.cnxrunbooks.announce;

import org.jspecify.annotations.Nullable;

/** A message did not get out. The message reads {@code what failed: where (observed X, expected Y)} and {@code HINT:} sentences. */
public final class AnnounceFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param cause what the library said, absent where there was none */
    public AnnounceFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
