package org.cnxrunbooks.webserver;

import java.util.Collections;
import java.util.Set;

/**
 * The two halves of a cell, by the names that the plug-in has for their servers. Names that a file does not know do not
 * matter to it.
 *
 * @param serving servers that shall get the new sessions
 * @param resting servers that shall be backups
 */
public record Halves(Set<String> serving, Set<String> resting) {

    public Halves {
        serving = Set.copyOf(serving);
        resting = Set.copyOf(resting);
        if (serving.isEmpty() || resting.isEmpty() || !Collections.disjoint(serving, resting)) {
            throw new IllegalArgumentException(
                    "two halves need members and share none (observed serving %s, resting %s)"
                            .formatted(serving, resting));
        }
    }

    /** The other half serves. */
    public Halves turned() {
        return new Halves(/* serving= */ resting, /* resting= */ serving);
    }
}
