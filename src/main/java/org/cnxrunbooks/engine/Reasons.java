package org.cnxrunbooks.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.host.HostFailure;

/** Every reason why a plan cannot be had, gathered before anything is refused. May be added to from several threads. */
public final class Reasons {

    public static final String PLAN_REFUSED = "planRefused";

    private final Set<String> reasons = new LinkedHashSet<>();
    private final boolean checking;

    public Reasons() {
        this(false);
    }

    private Reasons(boolean checking) {
        this.checking = checking;
    }

    /** For a plan that is read again, to be compared with the approved one. */
    public static Reasons ofCheck() {
        return new Reasons(true);
    }

    public synchronized void add(String reason, String hint) {
        reasons.add(reason + "\nHINT: " + hint + ".");
    }

    /**
     * Adds a reason as it stands.
     *
     * @param message with its hint
     */
    public synchronized void add(String message) {
        reasons.add(message);
    }

    /** A machine that does not answer stands in the way of a plan; a check fails by it, as nobody knows what changed. */
    public synchronized void add(HostFailure failure) {
        if (checking) {
            throw failure;
        }
        reasons.add(String.valueOf(failure.getMessage()));
    }

    /** Those gathered so far, each with its hint. */
    public synchronized List<String> all() {
        return List.copyOf(reasons);
    }

    /** Refuses with the whole list when there is any. */
    public void refuse() {
        refuse(PLAN_REFUSED);
    }

    /** The same with an error code of the caller's. */
    public synchronized void refuse(String errorCode) {
        if (!reasons.isEmpty()) {
            throw new Refusal(
                    errorCode,
                    reasons.stream()
                            .map(reason -> "- " + reason)
                            .collect(Collectors.joining(
                                    "\n", "Plan refused, %d reasons:%n".formatted(reasons.size()), "")));
        }
    }
}
