package org.cnxrunbooks.app;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cnxrunbooks.guard.StartRights;

/** Checks who starts what where, and makes rights of it. */
final class StartReview {

    static final String KEY = RunbookSettings.PREFIX + ".start";

    /** What the engine takes for the id of a group, see application.yaml. */
    private static final Pattern GROUP = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}");

    private final List<StartSettings> settings;
    private final Violations violations;

    StartReview(List<StartSettings> settings, Violations violations) {
        this.settings = settings;
        this.violations = violations;
    }

    /**
     * To be used only where no violation was found.
     *
     * @param runbooks asked for their names only where the settings name some
     */
    StartRights run(Supplier<? extends Collection<String>> runbooks, Collection<String> cells) {
        for (int i = 0; i < settings.size(); i++) {
            StartSettings one = settings.get(i);
            String key = KEY + "[" + i + "]";
            if (one == null) {
                continue;
            }
            group(key + ".group", Objects.requireNonNullElse(one.group(), ""));
            if (!one.runbooks().isEmpty()) {
                known(key + ".runbooks", one.runbooks(), "runbook", runbooks.get(), "Correct the name.");
            }
            known(
                    key + ".cells",
                    one.cells(),
                    "cell",
                    cells,
                    "Correct the name or describe the cell under " + RunbookSettings.PREFIX + ".cells.");
        }
        return settings.isEmpty()
                ? StartRights.OF_OPERATORS
                : new StartRights(settings.stream()
                        .filter(Objects::nonNull)
                        .map(one -> new StartRights.Given(
                                Objects.requireNonNullElse(one.group(), ""),
                                new HashSet<>(one.runbooks()),
                                new HashSet<>(one.cells())))
                        .toList());
    }

    private void group(String key, String group) {
        if (group.equals(Role.ADMINISTRATORS.id())) {
            violations.add(
                    key,
                    "'" + group + "'",
                    "a group of operators",
                    "Remove the entry; administrators may start every runbook on every cell.");
        } else if (!group.isBlank() && !GROUP.matcher(group).matches()) {
            violations.add(
                    key,
                    "'" + group + "'",
                    "a name of letters, digits, - and _ that begins with a letter or digit, at most 64",
                    "Rename the group; a directory's own name for it is written under groups.");
        }
    }

    private void known(String key, List<String> names, String kind, Collection<String> known, String hint) {
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                violations.add(
                        key + "[" + i + "]",
                        "'" + names.get(i) + "'",
                        known.isEmpty()
                                ? "a " + kind + ", but there is none"
                                : "a " + kind + ": "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()),
                        hint);
            }
        }
    }
}
