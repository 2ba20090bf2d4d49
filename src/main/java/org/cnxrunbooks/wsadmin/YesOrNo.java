package org.cnxrunbooks.wsadmin;

import java.util.Locale;
import java.util.Set;

/** Yes and no as wsadmin words them. */
final class YesOrNo {

    /** In the languages that WebSphere speaks. */
    private static final Set<String> YES = Set.of(
            "yes",
            "ja",
            "oui",
            "s\u00ed",
            "s\u00ec",
            "si",
            "sim",
            "ano",
            "igen",
            "tak",
            "da",
            "\u0434\u0430",
            "\u306f\u3044",
            "\uc608",
            "\u662f",
            "appdeploymentoption.yes");

    private static final Set<String> NO = Set.of(
            "no",
            "nein",
            "non",
            "n\u00e3o",
            "ne",
            "nem",
            "nie",
            "nu",
            "\u043d\u0435\u0442",
            "\u3044\u3044\u3048",
            "\uc544\ub2c8\uc624",
            "\uc544\ub2c8\uc694",
            "\u5426",
            "appdeploymentoption.no");

    private YesOrNo() {}

    static boolean is(String word) {
        return YES.contains(plain(word)) || NO.contains(plain(word));
    }

    /** @throws IllegalArgumentException for any other word */
    static boolean yes(String word) {
        if (!is(word)) {
            throw new IllegalArgumentException("'%s' where yes or no belongs".formatted(word));
        }
        return YES.contains(plain(word));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
