package org.cnxrunbooks.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads comma-separated values with quoted fields (RFC 4180 without line breaks in fields). */
final class Csv {

    private static final Pattern FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))(,|$)");

    private Csv() {}

    static List<List<String>> rows(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Csv::fields).toList();
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(line);
        boolean more = true;
        while (more) {
            if (!matcher.find()) {
                throw new IllegalArgumentException("not CSV: " + line);
            }
            fields.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
            more = !matcher.group(3).isEmpty();
        }
        return fields;
    }
}
