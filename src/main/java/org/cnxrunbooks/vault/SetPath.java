package org.cnxrunbooks.vault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files in a set. Whatever a cell calls its things, no name leads out of the set. */
final class SetPath {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}");

    private SetPath() {}

    /** A name that must be usable as it is. */
    static String plain(String what, String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s not usable as a file name (observed \"%s\", expected letters, digits, dot, dash, underscore)"
                            .formatted(what, name));
        }
        return name;
    }

    /** Any name; bytes that are not plain become {@code %xx}. */
    static String encoded(String name) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (value & 0xff);
            boolean plain = character >= '0' && character <= '9'
                    || character >= 'A' && character <= 'Z'
                    || character >= 'a' && character <= 'z'
                    || character == '_'
                    || encoded.length() > 0 && (character == '.' || character == '-');
            encoded.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02x", (int) character));
        }
        return encoded.toString();
    }

    static String archive(PackItem item) {
        return stem(item) + ".tar.zst";
    }

    static String list(PackItem item) {
        return stem(item) + ".files.sha256.zst";
    }

    static String record(PackItem item) {
        return stem(item) + ".json";
    }

    private static String stem(PackItem item) {
        return "archives/" + plain("host", item.host()) + "/" + plain("item", item.id());
    }

    static String image(ImageSource source) {
        String path = source.path();
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return "databases/" + encoded(source.instance()) + "/" + encoded(source.database()) + "/" + encoded(name);
    }

    static String imageRecord(ImageSource source) {
        return image(source) + ".json";
    }
}
