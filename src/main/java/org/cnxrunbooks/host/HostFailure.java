package org.cnxrunbooks.host;

import org.jspecify.annotations.Nullable;

/**
 * A machine did not answer as it must. The message reads {@code what failed: where (observed X, expected Y)} followed
 * by {@code HINT:} sentences; it is what people see in Cockpit and in the failure form.
 */
public class HostFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String host;
    private final int exitCode;
    private final String tail;

    /** Why; closed, so that callers can tell a wrong key from a machine that is down. */
    public enum Kind {
        UNREACHABLE,
        HOST_KEY_UNKNOWN,
        HOST_KEY_CHANGED,
        AUTHENTICATION,
        CONNECTION_LOST,
        TIMED_OUT,
        COMMAND_FAILED,
        CANCELLED
    }

    /**
     * @param exitCode of the command, -1 where there was none
     * @param tail last lines of output, secrets masked; empty where there was none
     */
    public HostFailure(Kind kind, String host, String message, int exitCode, String tail, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.host = host;
        this.exitCode = exitCode;
        this.tail = tail;
    }

    public Kind kind() {
        return kind;
    }

    public String host() {
        return host;
    }

    public int exitCode() {
        return exitCode;
    }

    public String tail() {
        return tail;
    }
}
