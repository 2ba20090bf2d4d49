package org.cnxrunbooks.ifix;

import java.util.stream.Stream;

/** What this run does to the fixes now. */
enum FixAction {
    INSTALL("install"),
    TAKE_BACK("takeBack"),
    /** Nothing was installed: states and routing are restored. */
    RESTORE("restore");

    private final String text;

    FixAction(String text) {
        this.text = text;
    }

    /** What the models write. */
    static FixAction of(String text) {
        return Stream.of(values())
                .filter(action -> action.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such action: " + text));
    }

    String text() {
        return text;
    }
}
