package org.cnxrunbooks.app;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** How property keys are written in messages: kebab-case, as in a YAML file. */
final class PropertyKeys {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern SECRET = Pattern.compile(".*(?:password|passphrase|secret)", Pattern.CASE_INSENSITIVE);

    private PropertyKeys() {}

    static String of(String prefix, Path path) {
        StringBuilder key = new StringBuilder(prefix);
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                key.append(entry(node.getKey().toString()));
            }
            if (node.getIndex() != null) {
                key.append('[').append(node.getIndex()).append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                key.append('.').append(kebab(node.getName()));
            }
        }
        return key.toString();
    }

    /** The part of a key that names an entry of a map. */
    static String entry(String name) {
        return PLAIN.matcher(name).matches() ? "." + name : ".[" + name + "]";
    }

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }

    private static String kebab(String property) {
        return HUMP.matcher(property).replaceAll("-$1").toLowerCase(Locale.ROOT);
    }
}
