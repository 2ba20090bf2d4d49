package org.cnxrunbooks.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;

/** Between the engine's values and the types of {@link Variable}; lists and maps travel as Spin JSON. */
final class VariableValues {

    /** The engine keeps text in a column of this many characters. */
    static final int TEXT_LIMIT = 4000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private VariableValues() {}

    static <T> @Nullable T fromEngine(Variable<T> variable, @Nullable TypedValue typed) {
        Object value = typed instanceof SerializableValue json ? parse(variable, json) : value(typed);
        if (value == null) {
            return null;
        }
        Class<T> type = variable.type();
        if (type == Long.class && (value instanceof Integer || value instanceof Short)) {
            return type.cast(((Number) value).longValue());
        }
        if (type == Integer.class && value instanceof Long number) {
            return type.cast(Math.toIntExact(number));
        }
        if (type == String.class && (value instanceof Integer || value instanceof Long)) {
            return type.cast(value.toString());
        }
        if (!type.isInstance(value)) {
            throw new IllegalStateException("variable not readable: " + variable.name() + " (observed "
                    + value.getClass().getSimpleName() + ", expected " + type.getSimpleName() + ")");
        }
        return type.cast(value);
    }

    private static @Nullable Object value(@Nullable TypedValue typed) {
        return typed == null ? null : typed.getValue();
    }

    private static @Nullable Object parse(Variable<?> variable, SerializableValue json) {
        String text = json.getValueSerialized();
        if (text == null) {
            return null;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("variable not readable: " + variable.name() + " is no JSON", e);
        }
    }

    static TypedValue toEngine(String name, @Nullable Object value) {
        if (value instanceof List || value instanceof Map) {
            try {
                return SpinValues.jsonValue(JSON.writeValueAsString(value)).create();
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("variable not writable: " + name + " is no JSON", e);
            }
        }
        if (value instanceof String text && text.length() > TEXT_LIMIT) {
            throw new IllegalArgumentException("variable not writable: " + name + " (observed " + text.length()
                    + " characters, expected at most " + TEXT_LIMIT
                    + ") HINT: keep the content as evidence and write its digest");
        }
        return Variables.untypedValue(value);
    }

    /** The last {@code limit} characters. */
    static String end(String text, int limit) {
        return text.length() <= limit ? text : text.substring(text.length() - limit);
    }

    /** At most {@code limit} characters from the beginning. */
    static String begin(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }
}
