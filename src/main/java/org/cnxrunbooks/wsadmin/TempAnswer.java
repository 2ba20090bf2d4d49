package org.cnxrunbooks.wsadmin;

/** How clearing one directory ended; CLEARED is said only after it was seen empty. */
public enum TempAnswer {
    CLEARED,
    /** Nothing was in it, or it does not exist. */
    ALREADY_EMPTY,
    /** Refused: a server that uses it runs, or is not proven to be stopped. */
    MEMBER_RUNS,
    /** Refused: it is not what it must be, e.g. behind a symbolic link. */
    NOT_A_TEMP_DIRECTORY,
    FAILED;

    /** True when it is empty now. */
    public boolean reached() {
        return this == CLEARED || this == ALREADY_EMPTY;
    }
}
