package org.cnxrunbooks.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Secret;

/** Every key under {@code runbooks} that takes a secret or names a file with one, read from the settings themselves. */
final class SecretSettings {

    private SecretSettings() {}

    /** Keys, {@code *} for a name that the site chooses. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        collect(RunbookSettings.PREFIX, RunbookSettings.class, keys);
        return keys;
    }

    /** Those that were given nothing, neither themselves nor by their sibling with or without {@code -file}. */
    static Set<String> unfed(Set<String> fed) {
        Set<String> keys = keys();
        keys.removeIf(key ->
                fed.contains(key) || fed.contains(key + "-file") || fed.contains(key.replaceFirst("-file$", "")));
        return keys;
    }

    private static void collect(String prefix, Class<?> type, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            String key = prefix + "." + name;
            boolean file = component.getType() == Path.class && (name.endsWith("-file") || name.endsWith("-key"));
            if (file || component.getType() == Secret.class || PropertyKeys.isSecret(key)) {
                keys.add(key);
            }
            Type generic = component.getGenericType();
            String inner = generic instanceof ParameterizedType ? key + ".*" : key;
            types(generic)
                    .filter(part -> part.isRecord() && part.getPackage().equals(RunbookSettings.class.getPackage()))
                    .forEach(part -> collect(inner, part, keys));
        }
    }

    private static Stream<Class<?>> types(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments()).flatMap(SecretSettings::types)
                : type instanceof Class<?> plain ? Stream.of(plain) : Stream.empty();
    }
}
