package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One of the two halves of a cell; or all of it in one turn, while users are shut out. */
enum Half {
    FIRST,
    SECOND,
    WHOLE;

    /** Those that serve in turn. */
    static final List<Half> BOTH = List.of(FIRST, SECOND);

    /** What the models write. */
    static Half of(String text) {
        return Stream.of(values())
                .filter(half -> half.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such half: " + text));
    }

    Half other() {
        return this == WHOLE ? WHOLE : this == FIRST ? SECOND : FIRST;
    }

    /** For messages. */
    String words() {
        return this == WHOLE ? "all nodes" : "the %s half".formatted(text());
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
