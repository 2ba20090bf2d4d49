package org.cnxrunbooks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A field that a person may fill in a {@code .form} file; headings, tables and read-only fields are none.
 *
 * @param key name of the process variable
 * @param type form-js type, e.g. {@code textfield}, {@code checkbox}, {@code select}
 * @param label as people read it; empty where the form has none
 * @param definition the field's JSON as it stands in the form (validation, choices, properties)
 */
public record FormField(String key, String type, String label, JsonNode definition) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SILENT = Set.of("table", "expression", "button", "text", "html", "image");

    /** True when the form says that the value must be kept out of the evidence ({@code "properties": {"secret": "true"}}). */
    public boolean secret() {
        return definition.path("properties").path("secret").asBoolean(false);
    }

    /** All fields of a form that take input, those inside groups too, in the order of the form. */
    public static List<FormField> parse(String form) {
        try {
            List<FormField> fields = new ArrayList<>();
            collect(JSON.readTree(form).path("components"), fields);
            return List.copyOf(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("form is not JSON", e);
        }
    }

    private static void collect(JsonNode components, List<FormField> fields) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            String key = component.path("key").asText();
            if (!key.isEmpty()
                    && !SILENT.contains(type)
                    && !component.path("readonly").asBoolean(false)
                    && !component.path("disabled").asBoolean(false)) {
                fields.add(new FormField(key, type, component.path("label").asText(), component));
            }
            if (!type.equals("dynamiclist")) {
                collect(component.path("components"), fields);
            }
        }
    }
}
