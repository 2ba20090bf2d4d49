package org.cnxrunbooks.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/** Turns what was sent for a variable into JSON, whichever way the client typed it. */
final class FormAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FormAnswer() {}

    /** {@link MissingNode} when the value is of a kind no form sends: files, objects, transient values. */
    static JsonNode of(TypedValue value) {
        if (value.isTransient()) {
            return MissingNode.getInstance();
        }
        if (value instanceof SerializableValue serialized) {
            return value.getType() != null && value.getType().getName().equals("json")
                    ? parse(serialized.getValueSerialized())
                    : MissingNode.getInstance();
        }
        return ofPlain(value.getValue());
    }

    static JsonNode ofPlain(@Nullable Object plain) {
        if (plain == null) {
            return NullNode.getInstance();
        }
        boolean judged = plain instanceof String
                || plain instanceof Boolean
                || plain instanceof Number
                || plain instanceof Iterable<?>
                || plain instanceof Map<?, ?>;
        return judged ? JSON.valueToTree(plain) : MissingNode.getInstance();
    }

    private static JsonNode parse(@Nullable String json) {
        try {
            return json == null ? NullNode.getInstance() : JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            return MissingNode.getInstance();
        }
    }

    /** Numbers are the same when they are worth the same; nothing is the same as null. */
    static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return isNothing(one) ? isNothing(other) : one.equals(other);
    }

    static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isArray() && value.isEmpty());
    }
}
