package org.cnxrunbooks.guard;

import java.util.regex.Pattern;

/** Names that somebody sent, made fit to be kept: short, and without what could disguise a line. */
final class Shown {

    private static final int LONGEST = 60;
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9._@-]");

    private Shown() {}

    static String of(String name) {
        String plain = STRANGE.matcher(name.length() > LONGEST ? name.substring(0, LONGEST) : name)
                .replaceAll("?");
        return name.length() > LONGEST ? plain + "…" : plain;
    }
}
