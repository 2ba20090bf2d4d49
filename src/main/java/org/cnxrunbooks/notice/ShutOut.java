package org.cnxrunbooks.notice;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How users are kept out. */
enum ShutOut {
    /** The web servers answer every path with the notice page. */
    REDIRECT,
    /** The web servers do not answer at all. */
    STOP;

    static Optional<ShutOut> of(String text) {
        return Stream.of(values()).filter(way -> way.text().equals(text)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
