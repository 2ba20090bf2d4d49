package org.cnxrunbooks.vault;

/**
 * Something that tar could not take as it stood.
 *
 * @param kind what happened
 * @param path as tar named it, relative to the item's path; empty where the message names none
 * @param message the line as tar wrote it
 */
public record Disturbance(Kind kind, String path, String message) {

    /** Closed, from the messages of GNU tar under the C locale. */
    public enum Kind {
        CHANGED,
        VANISHED,
        SHRANK,
        UNREADABLE,
        /** A socket, which no archive can hold; the server that owns it makes it again. */
        SOCKET_IGNORED,
        OTHER
    }
}
