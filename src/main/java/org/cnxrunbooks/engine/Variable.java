package org.cnxrunbooks.engine;

import java.util.List;
import java.util.Map;

/**
 * A process variable with its type. Variables hold references, verdicts, counts and digests; never content, never a
 * secret.
 *
 * @param name lowerCamel noun with its unit unless the type carries it
 * @param type String, Boolean, Integer, Long, or List/Map of these (kept as JSON)
 */
public record Variable<T>(String name, Class<T> type) {

    public static Variable<String> text(String name) {
        return new Variable<>(name, String.class);
    }

    public static Variable<Boolean> flag(String name) {
        return new Variable<>(name, Boolean.class);
    }

    public static Variable<Long> count(String name) {
        return new Variable<>(name, Long.class);
    }

    /** A list of texts, kept as JSON. */
    @SuppressWarnings("unchecked")
    public static Variable<List<String>> texts(String name) {
        return new Variable<>(name, (Class<List<String>>) (Class<?>) List.class);
    }

    /** Rows for a table of a form, kept as JSON: for people, never read back to act on. */
    @SuppressWarnings("unchecked")
    public static Variable<List<Map<String, String>>> table(String name) {
        return new Variable<>(name, (Class<List<Map<String, String>>>) (Class<?>) List.class);
    }
}
