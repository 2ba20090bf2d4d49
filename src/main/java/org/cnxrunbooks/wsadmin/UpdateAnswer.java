package org.cnxrunbooks.wsadmin;

/**
 * How installing or uninstalling fixes ended. INSTALLED and UNINSTALLED are said only when the tool's success line and
 * the listing afterwards agree.
 */
public enum UpdateAnswer {
    INSTALLED,
    /** Listed before anything was run. */
    ALREADY_INSTALLED,
    UNINSTALLED,
    /** Not listed before anything was run. */
    ALREADY_UNINSTALLED,
    /** Refused: a fix is not in the directory; nothing was run. */
    FIX_NOT_FOUND,
    /** Refused: the tool cannot take this user or password; nothing was run. */
    LOGIN_UNUSABLE,
    /** Refused: the tool is at work already, for another run or an administrator; nothing was run. */
    TOOL_BUSY,
    /** The tool's words and its listing contradict each other; a person has to look. */
    NOT_PROVEN,
    /** Not ended in time; it was left alone and goes on, the next call waits for it again. */
    TIMED_OUT,
    /** The tool did not say success, and the listing does not show it. */
    FAILED;

    /** True when the fixes are in the wanted state. */
    public boolean reached() {
        return switch (this) {
            case INSTALLED, ALREADY_INSTALLED, UNINSTALLED, ALREADY_UNINSTALLED -> true;
            case FIX_NOT_FOUND, LOGIN_UNUSABLE, TOOL_BUSY, NOT_PROVEN, TIMED_OUT, FAILED -> false;
        };
    }
}
