package org.cnxrunbooks.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person filled in, as the evidence tells it: {@code planApproved=true; approvalComment=Downtime is announced}. */
record Answered(Map<String, String> fields) {

    /** A field begins with its name; what follows a semicolon without one belongs to the text before it. */
    static Answered of(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        String last = "";
        for (String part : message.split("; ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).matches("[a-z][A-Za-z0-9]*")) {
                last = part.substring(0, equals);
                fields.put(last, part.substring(equals + 1));
            } else {
                fields.merge(last, part, (before, more) -> before + "; " + more);
            }
        }
        return new Answered(fields);
    }

    /** The first field whose name ends so, in any case; empty when there is none or nothing was filled in. */
    String ending(String... ends) {
        return fields.entrySet().stream()
                .filter(field -> Arrays.stream(ends).anyMatch(end -> field.getKey()
                        .toLowerCase(java.util.Locale.ROOT)
                        .endsWith(end)))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    String comment() {
        return ending("comment", "reason");
    }

    /** What was filled in but for the comment. */
    Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>(fields);
        others.entrySet()
                .removeIf(field -> field.getValue().isEmpty()
                        || field.getValue().equals(comment()) && field.getKey().matches("(?i).*(comment|reason)"));
        return others;
    }
}
