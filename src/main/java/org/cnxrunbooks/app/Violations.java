package org.cnxrunbooks.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong; of several complaints about one key the first stays. */
final class Violations {

    private final List<Violation> found = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    void add(String key, String observed, String expected, String hint) {
        add(new Violation(key, observed, expected, hint));
    }

    void add(Violation violation) {
        if (keys.add(violation.key())) {
            found.add(violation);
        }
    }

    void addAll(Collection<Violation> violations) {
        violations.forEach(this::add);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** By key, so that what belongs together stands together. */
    List<Violation> sorted() {
        return found.stream().sorted(Comparator.comparing(Violation::key)).toList();
    }
}
