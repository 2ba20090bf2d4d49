package org.cnxrunbooks.vault;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which disturbances an archive may have and still be kept. They are named in the result and in the manifest either way.
 *
 * @param kinds those that are accepted
 */
public record Tolerance(Set<Disturbance.Kind> kinds) {

    /** For a cell that is stopped: nothing may change while it is read. Sockets cannot be kept and are no loss. */
    public static final Tolerance STOPPED = new Tolerance(EnumSet.of(Disturbance.Kind.SOCKET_IGNORED));

    /** For what lives on while it is read (logs, a shared store that others use). */
    public static final Tolerance RUNNING = new Tolerance(EnumSet.of(
            Disturbance.Kind.SOCKET_IGNORED,
            Disturbance.Kind.CHANGED,
            Disturbance.Kind.VANISHED,
            Disturbance.Kind.SHRANK));

    public Tolerance {
        kinds = Set.copyOf(kinds);
    }

    boolean accepts(Disturbance disturbance) {
        return kinds.contains(disturbance.kind());
    }
}
