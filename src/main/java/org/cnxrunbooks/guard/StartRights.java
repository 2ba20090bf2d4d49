package org.cnxrunbooks.guard;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which group starts which runbook on which cell. It narrows what operators may: whoever starts is an operator as well,
 * because the tasks of a run are for operators, and is in a group that is given the runbook on that cell. Administrators
 * start everything.
 */
public record StartRights(List<Given> given) {

    public static final String OPERATORS = "operators";
    public static final String ADMINISTRATORS = "camunda-admin";

    /** What holds where nothing is configured. */
    public static final StartRights OF_OPERATORS = new StartRights(List.of(new Given(OPERATORS, Set.of(), Set.of())));

    public StartRights {
        given = List.copyOf(given);
    }

    /**
     * @param group whose members may start
     * @param runbooks what they may start; empty for every runbook
     * @param cells where; empty for every cell
     */
    public record Given(String group, Set<String> runbooks, Set<String> cells) {

        public Given {
            runbooks = Set.copyOf(runbooks);
            cells = Set.copyOf(cells);
        }

        public boolean covers(String runbook) {
            return runbooks.isEmpty() || runbooks.contains(runbook);
        }

        /** A start that names no cell needs the right on every cell. */
        boolean covers(String runbook, String cell) {
            return covers(runbook) && (cells.isEmpty() || cells.contains(cell));
        }
    }

    /** @param groups those of one person */
    public boolean allow(Collection<String> groups, String runbook, String cell) {
        return groups.contains(ADMINISTRATORS)
                || groups.contains(OPERATORS)
                        && given.stream().anyMatch(one -> groups.contains(one.group()) && one.covers(runbook, cell));
    }

    /** The groups that may start it there, in the order of the alphabet. */
    Set<String> groups(String runbook, String cell) {
        return given.stream()
                .filter(one -> one.covers(runbook, cell))
                .map(Given::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All groups that are named. */
    public Set<String> groups() {
        return given.stream().map(Given::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
