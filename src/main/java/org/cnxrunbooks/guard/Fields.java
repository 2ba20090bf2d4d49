package org.cnxrunbooks.guard;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** A text of that name, where there is one, in the command or in the builder that it was made with. */
    static Optional<String> find(Object command, String name) {
        return find(command, name, String.class)
                .or(() -> find(command, "builder", Object.class).flatMap(builder -> find(builder, name, String.class)))
                .map(String.class::cast);
    }

    private static Optional<Object> find(Object owner, String name, Class<?> kind) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            if (Stream.of(type.getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(name) && kind.isAssignableFrom(field.getType()))) {
                return Optional.ofNullable(read(owner, name));
            }
        }
        return Optional.empty();
    }

    static @Nullable String text(Object owner, String name) {
        return (String) read(owner, name);
    }
}
