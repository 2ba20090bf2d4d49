package org.cnxrunbooks.app;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Goes on when a value cannot be bound, so that one wrong value does not hide the others, and remembers which keys
 * exist, so that unknown ones can be told.
 */
final class TolerantBinding extends AbstractBindHandler {

    private final Map<ConfigurationPropertyName, Violation> failures = new LinkedHashMap<>();
    private final Set<ConfigurationPropertyName> asked = new HashSet<>();

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        asked.add(name);
        return target;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        failures.put(name, violation(name, target, context, error));
        return null;
    }

    List<Violation> failures() {
        return List.copyOf(failures.values());
    }

    /**
     * Keys below the prefix that no setting asked for, but for those of others. The environment is left out: its names
     * are ambiguous.
     */
    List<Violation> unknown(
            ConfigurationPropertyName prefix,
            List<ConfigurationPropertyName> others,
            Iterable<ConfigurationPropertySource> sources) {
        Set<String> known = asked.stream().map(TolerantBinding::shape).collect(Collectors.toSet());
        Set<ConfigurationPropertyName> unknown = new TreeSet<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                iterable.stream()
                        .filter(name -> prefix.isAncestorOf(name)
                                && !known.contains(shape(name))
                                && !failedAbove(name)
                                && others.stream().noneMatch(other -> other.isAncestorOf(name)))
                        .forEach(unknown::add);
            }
        }
        return unknown.stream()
                .map(name -> new Violation(
                        name.toString(),
                        "an unknown key",
                        "a known one",
                        "Correct or remove it. Known here: " + siblings(name) + "."))
                .toList();
    }

    private boolean failedAbove(ConfigurationPropertyName name) {
        return failures.keySet().stream().anyMatch(failed -> failed.equals(name) || failed.isAncestorOf(name));
    }

    private String siblings(ConfigurationPropertyName name) {
        ConfigurationPropertyName level = name.getParent();
        while (!level.isEmpty() && !asked.contains(level)) {
            level = level.getParent();
        }
        ConfigurationPropertyName parent = level;
        return asked.stream()
                .filter(parent::isParentOf)
                .map(child -> child.getLastElement(ConfigurationPropertyName.Form.DASHED))
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A key with its list indexes levelled, because a list may be longer in a source that another one overrides. */
    private static String shape(ConfigurationPropertyName name) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            shape.append(name.isNumericIndex(i) ? "0" : name.getElement(i, ConfigurationPropertyName.Form.UNIFORM))
                    .append('.');
        }
        return shape.toString();
    }

    private static Violation violation(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        String key = name.toString();
        String message = String.valueOf(error.getMessage());
        if (message.contains("Could not resolve placeholder")) {
            return new Violation(
                    key,
                    "a reference to a value that does not exist",
                    "a value",
                    message.substring(message.indexOf("Could not")) + ". Set that variable or write the value.");
        }
        var property = context.getConfigurationProperty();
        if (PropertyKeys.isSecret(key)) {
            return new Violation(key, "a value that is no text", "text", "Put the value in quotes.");
        }
        return new Violation(
                key,
                property == null ? "something that does not fit" : "'" + property.getValue() + "'",
                expected(target.getType().resolve(Object.class)),
                "Correct the value; below a key without value write its own keys.");
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type.isRecord() ? "keys of its own" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
