package org.cnxrunbooks.wsadmin;

import org.cnxrunbooks.host.HostFailure;

/** wsadmin did not answer as it must; {@link #reason()} tells a wrong password from a deployment manager that is down. */
public final class WsadminFailure extends HostFailure {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why; closed. */
    public enum Reason {
        /** No connection: deployment manager down, wrong port, TLS. */
        NOT_CONNECTED,
        /** User or password refused, or the password cannot be read. */
        LOGIN_REFUSED,
        /** Connected, but the user lacks the administrative role. */
        ACCESS_DENIED,
        /** Connected to something that is not the deployment manager. */
        WRONG_PROCESS,
        /** The script stopped with an error. */
        SCRIPT_FAILED,
        /** The tool itself is missing or does not start. */
        TOOL_FAILED,
        /** The answer is cut off or cannot be read. */
        ANSWER_UNREADABLE,
        /** What was asked for is not in the cell, or is there more than once. */
        NOT_FOUND
    }

    WsadminFailure(Reason reason, String host, String message, int exitCode, String tail) {
        super(Kind.COMMAND_FAILED, host, message, exitCode, tail, null);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
