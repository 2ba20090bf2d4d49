package org.cnxrunbooks.audit;

import java.util.Optional;

/** How an element is drawn; never by colour alone, as the line differs too. */
record Ink(String line, String fill, String text, String dash) {

    static final Ink FAINT = new Ink("#a3abb5", "#ffffff", "#6b7480", "");
    static final Ink LABEL = new Ink("", "", "#1b2733", "");
    static final Ink FAINT_LABEL = new Ink("", "", "#6b7480", "");

    private static final Ink TAKEN = new Ink("#1f5fa8", "#e9f1fb", "#12304f", "");
    private static final Ink HERE = new Ink("#1b7f4d", "#dff5e8", "#0d3d26", "6 3");
    private static final Ink FAILED = new Ink("#b3261e", "#fdecea", "#5f1410", "");
    private static final Ink REFUSED = new Ink("#a65b00", "#fff2df", "#573000", "");
    private static final Ink SKIPPED = new Ink("#a65b00", "#ffffff", "#573000", "3 3");

    static Ink of(Optional<Marks.State> state) {
        if (state.isEmpty()) {
            return FAINT;
        }
        return switch (state.get()) {
            case TAKEN -> TAKEN;
            case HERE -> HERE;
            case FAILED -> FAILED;
            case REFUSED -> REFUSED;
            case SKIPPED -> SKIPPED;
        };
    }

    /** Of flows that were taken. */
    static String path() {
        return TAKEN.line();
    }
}
