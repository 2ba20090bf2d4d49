package org.cnxrunbooks.engine;

import org.jspecify.annotations.Nullable;

/**
 * A machine did not answer as it must, or we do not know: tried again as the model says, then put before a person.
 * The message reads {@code what failed: where (observed X, expected Y)} followed by {@code HINT:} sentences.
 *
 * @see Refusal for what we know and must not go on with
 */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String item;
    private final @Nullable String host;
    private final int exitCode;
    private final String tail;

    /** A failure that concerns neither an item nor a host. */
    public StepFailure(String message) {
        this(message, null, null, -1, "", null);
    }

    /** The failure of one item of a step; host, exit code and output are taken from a host's failure among the causes. */
    public StepFailure(String item, String message, @Nullable Throwable cause) {
        this(message, item, null, -1, "", cause);
    }

    /**
     * @param item what the step was at, as it may appear in {@code skippedSteps}
     * @param exitCode of the command, -1 where there was none
     * @param tail last lines of output, secrets masked; empty where there was none
     */
    public StepFailure(
            String message,
            @Nullable String item,
            @Nullable String host,
            int exitCode,
            String tail,
            @Nullable Throwable cause) {
        super(message, cause);
        this.item = item;
        this.host = host;
        this.exitCode = exitCode;
        this.tail = tail;
    }

    public @Nullable String item() {
        return item;
    }

    public @Nullable String host() {
        return host;
    }

    public int exitCode() {
        return exitCode;
    }

    public String tail() {
        return tail;
    }
}
