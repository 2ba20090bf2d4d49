package org.cnxrunbooks.ifix;

import java.util.Locale;
import java.util.stream.Stream;

/** One of the two halves of a cell. */
enum Half {
    FIRST,
    SECOND;

    /** What the models write. */
    static Half of(String text) {
        return Stream.of(values())
                .filter(half -> half.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such half: " + text));
    }

    Half other() {
        return this == FIRST ? SECOND : FIRST;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
