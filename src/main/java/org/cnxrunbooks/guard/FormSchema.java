package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a {@code .form} by key, in their order; groups are opened, what has no key is left out. */
record FormSchema(String id, Map<String, FieldSpec> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A step without a form takes no input. */
    static final FormSchema NONE = new FormSchema("no form", Map.of());

    static FormSchema parse(byte[] form) {
        try {
            JsonNode root = JSON.readTree(form);
            Map<String, FieldSpec> fields = new LinkedHashMap<>();
            collect(root.path("components"), List.of(), List.of(), fields);
            return new FormSchema(root.path("id").asText("form"), fields);
        } catch (IOException broken) {
            throw new IllegalArgumentException("Form is no JSON: " + broken.getMessage(), broken);
        }
    }

    private static void collect(
            JsonNode components, List<String> hiddenIf, List<JsonNode> lockedIf, Map<String, FieldSpec> fields) {
        for (JsonNode component : components) {
            List<String> hidden = new ArrayList<>(hiddenIf);
            if (component.path("conditional").hasNonNull("hide")) {
                hidden.add(component.path("conditional").path("hide").asText());
            }
            List<JsonNode> locked = new ArrayList<>(lockedIf);
            locked.add(component.path("readonly"));
            locked.add(component.path("disabled"));
            if (component.hasNonNull("key")) {
                String key = component.path("key").asText();
                fields.put(
                        key,
                        new FieldSpec(
                                key,
                                component.path("label").asText(key),
                                FieldKind.of(component.path("type").asText()),
                                component,
                                List.copyOf(hidden),
                                List.copyOf(locked)));
            } else if (component.path("type").asText().equals("group") && !component.hasNonNull("path")) {
                collect(component.path("components"), hidden, locked, fields);
            }
        }
    }
}
