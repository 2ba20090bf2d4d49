package org.cnxrunbooks.app;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Our groups, as the keys under which the groups of a directory or a provider are written: roles, and who starts. */
final class MappedGroups {

    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Violations violations;

    /** @param starters groups that may start runbooks */
    MappedGroups(Collection<String> starters, Violations violations) {
        for (Role role : Role.values()) {
            titles.put(role.id(), role.title());
        }
        starters.stream().filter(group -> !group.isBlank()).forEach(group -> titles.putIfAbsent(group, group));
        this.violations = violations;
    }

    /** What people read, by group. */
    Map<String, String> titles() {
        return titles;
    }

    /** @param key of the map; @param names its keys */
    void refuseUnknown(String key, Collection<String> names) {
        names.stream()
                .filter(name -> !titles.containsKey(name))
                .forEach(name -> violations.add(
                        key + PropertyKeys.entry(name),
                        "an unknown group",
                        "one of " + String.join(", ", titles.keySet()),
                        "Correct it, or name the group under " + StartReview.KEY + "."));
    }
}
