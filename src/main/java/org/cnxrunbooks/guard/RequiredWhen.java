package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The property {@code requiredWhen} of a form field, e.g. {@code decision=skip|giveUp}: an answer is required when the
 * other field of the same input has one of the values.
 */
record RequiredWhen(String field, List<String> values) {

    static RequiredWhen parse(String text) {
        String[] sides = text.split("=", 2);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw new IllegalArgumentException(
                    "requiredWhen is not understood (observed '" + text + "', expected 'field=value|value')");
        }
        return new RequiredWhen(
                sides[0].trim(),
                List.of(sides[1].split("\\|")).stream().map(String::trim).toList());
    }

    boolean isMet(Map<String, JsonNode> input) {
        JsonNode answer = input.get(field);
        return answer != null && values.contains(answer.asText());
    }
}
