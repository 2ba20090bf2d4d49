package org.cnxrunbooks.vault;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Holds records that were read to their own word: what is not {@code @Nullable} is there, however deep. */
final class Completeness {

    private Completeness() {}

    static void check(Object value) throws IOException {
        if (value instanceof Iterable<?> parts) {
            for (Object part : parts) {
                check(part);
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component(record, component);
            }
        }
    }

    private static void component(Record record, RecordComponent component) throws IOException {
        Object part;
        try {
            part = component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of records can be called", e);
        }
        if (part != null) {
            check(part);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw new JsonMappingException(null, "no value for " + component.getName());
        }
    }
}
