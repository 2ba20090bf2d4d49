package org.cnxrunbooks.app;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be worked with; carries everything that is wrong in it. */
final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    InvalidSettings(List<Violation> violations) {
        super("Invalid configuration: "
                + violations.stream().map(Violation::message).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    List<Violation> violations() {
        return violations;
    }
}
