package org.cnxrunbooks.guard;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads what the engine's commands keep to themselves; they have no getters. */
final class Fields {

    private Fields() {}

    static @Nullable Object read(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(owner);
            } catch (NoSuchFieldException inherited) {
                continue;
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException("Cannot read " + type.getName() + "." + name, closed);
            }
        }
        throw new IllegalStateException(owner.getClass().getName() + " has no field " + name);
    }

    static @Nullable String text(Object owner, String name) {
        return (String) read(owner, name);
    }
}
