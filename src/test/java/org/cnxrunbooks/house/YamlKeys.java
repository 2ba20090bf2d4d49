package org.cnxrunbooks.house;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Configuration keys as people write them, and whether settings records bind them. */
final class YamlKeys {

    private YamlKeys() {}

    /** The leaves of a YAML document as dotted keys; entries of lists have no number. */
    static void collect(String prefix, Object value, List<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> collect(prefix.isEmpty() ? "" + key : prefix + "." + key, below, keys));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            list.forEach(entry -> collect(prefix, entry, keys));
        } else {
            keys.add(prefix);
        }
    }

    /** Whether a key below a record leads to a component; dashes count as in Spring's relaxed binding. */
    static boolean binds(Type type, String key) {
        if (key.isEmpty()) {
            return true;
        }
        String name = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        String rest = key.contains(".") ? key.substring(key.indexOf('.') + 1) : "";
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return binds(generic.getActualTypeArguments()[1], rest);
        }
        if (type instanceof ParameterizedType generic
                && Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
            return binds(generic.getActualTypeArguments()[0], key);
        }
        if (!(type instanceof Class<?> record) || !record.isRecord()) {
            return false;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getName().toLowerCase(Locale.ROOT).equals(name.replace("-", ""))) {
                return binds(component.getGenericType(), rest);
            }
        }
        return false;
    }
}
