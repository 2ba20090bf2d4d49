package org.cnxrunbooks.notice;

import java.util.stream.Stream;

/** The turns of a window that people are told of. */
enum Announcement {
    WINDOW("window"),
    REMINDER("reminder"),
    EXTENSION("extension"),
    /** The window does not take place: withdrawn by a person, or rolled back. */
    WITHDRAWAL("withdrawal"),
    /** The planned end has passed: to operators. */
    OVERRUN("overrun"),
    SERVICE_BACK("serviceBack");

    private final String text;

    Announcement(String text) {
        this.text = text;
    }

    /** What the models write, e.g. {@code serviceBack}. */
    static Announcement of(String text) {
        return Stream.of(values())
                .filter(announcement -> announcement.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such announcement: " + text));
    }

    String text() {
        return text;
    }
}
