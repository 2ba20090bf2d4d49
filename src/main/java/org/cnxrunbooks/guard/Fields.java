package org.cnxrunbooks.guard;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the engine's commands keep to themselves; they have no getters. */
final class Fields {

    private static final Set<String> MADE_WITH = Set.of("builder", "executionBuilder", "task");

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

    /** The texts of those names, alone or in lists, in the command or in what it was made with. */
    static Stream<String> texts(Object command, Collection<String> names) {
        return Stream.concat(
                        Stream.of(command),
                        MADE_WITH.stream().flatMap(made -> find(command, made, Object.class).stream()))
                .flatMap(owner -> names.stream().flatMap(name -> find(owner, name, Object.class).stream()))
                .flatMap(value -> value instanceof Collection<?> many ? many.stream() : Stream.of(value))
                .filter(String.class::isInstance)
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
