package org.cnxrunbooks.app;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Our groups, as the keys under which the groups of a directory or a provider are written. */
final class MappedGroups {

    private MappedGroups() {}

    /** @param key of the map; @param names its keys */
    static void refuseUnknown(String key, Collection<String> names, Violations violations) {
        List<String> ours = Arrays.stream(Role.values()).map(Role::id).toList();
        names.stream()
                .filter(name -> !ours.contains(name))
                .forEach(name -> violations.add(
                        key + PropertyKeys.entry(name),
                        "an unknown group",
                        "one of " + String.join(", ", ours),
                        "Correct it."));
    }
}
