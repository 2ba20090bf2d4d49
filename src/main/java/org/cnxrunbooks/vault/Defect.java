package org.cnxrunbooks.vault;

/**
 * One reason not to trust a set.
 *
 * @param kind what is wrong
 * @param host of the item; empty for what belongs to no host
 * @param item id of the item or name of the database
 * @param file path in the set, with {@code !/} and the member where one file of an archive is meant
 * @param message observed and expected, for people
 */
public record Defect(Kind kind, String host, String item, String file, String message) {

    public enum Kind {
        MISSING,
        NOT_RECORDED,
        ARCHIVE_CHANGED,
        LIST_CHANGED,
        UNREADABLE,
        ENTRY_DIFFERS,
        COUNT_DIFFERS,
        IMAGE_CHANGED,
        TEXT_CHANGED,
        HOSTILE
    }
}
