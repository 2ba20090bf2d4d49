package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One component of a form that has a key.
 *
 * @param key name of the process variable
 * @param label what people read beside it
 * @param kind what it takes
 * @param component its JSON, for the rules in it
 * @param hiddenIf the hide conditions of the component and the groups around it
 * @param lockedIf its own read-only mark and those of the groups around it: a JSON boolean or an expression
 */
record FieldSpec(
        String key, String label, FieldKind kind, JsonNode component, List<String> hiddenIf, List<JsonNode> lockedIf) {

    JsonNode rule(String name) {
        return component.path("validate").path(name);
    }

    @Nullable
    String property(String name) {
        return component.path("properties").path(name).textValue();
    }
}
