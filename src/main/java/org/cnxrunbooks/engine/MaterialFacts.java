package org.cnxrunbooks.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cnxrunbooks.cell.Cell;

/**
 * What an approval rests on: every fact of a plan that somebody would want to judge again if it were another. Sizes, free
 * space, times and remarks are none.
 *
 * @param facts by a name that people understand
 */
public record MaterialFacts(SortedMap<String, String> facts) {

    /** Error code of a plan that rests on other facts now. */
    public static final String PLAN_OUTDATED = "planOutdated";

    private static final int SHOWN = 400;
    private static final int MOST = 3_500;

    public MaterialFacts {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public static MaterialFacts of(Map<String, String> facts) {
        return new MaterialFacts(new TreeMap<>(facts));
    }

    /** One line for each fact that is another in {@code present}, sorted by name; empty when nothing is. */
    public List<String> changes(MaterialFacts present) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(present.facts.keySet());
        for (String name : names) {
            String approved = facts.get(name);
            String now = present.facts.get(name);
            if (approved == null) {
                changes.add(name + ": new, was not approved");
            } else if (now == null) {
                changes.add(name + ": approved, is not there any more");
            } else if (!approved.equals(now)) {
                changes.add("%s: %s (approved: %s)".formatted(name, shown(now), shown(approved)));
            }
        }
        return changes;
    }

    /** For a form, as Markdown; a variable holds no more than some 4,000 characters, the evidence has all. */
    public static String listed(List<String> changes) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < changes.size(); i++) {
            String line = "- " + changes.get(i);
            if (lines.length() + line.length() > MOST) {
                return lines + "\n- and %d more, which stand in the evidence".formatted(changes.size() - i);
            }
            lines.append(i == 0 ? "" : "\n").append(line);
        }
        return lines.toString();
    }

    /** The refusal that takes the approval back. */
    public static Refusal outdated(StepRun run, List<String> changes) {
        return run.refuse(
                PLAN_OUTDATED,
                "Plan outdated: %s (observed %d facts that are not as approved, expected none)%n- %s%nHINT: Nothing was changed. What is there now needs an approval of its own."
                        .formatted(run.runId(), changes.size(), String.join("\n- ", changes)));
    }

    /** How each host of a cell is reached, {@code user@address:port, key}, by name. */
    public static Map<String, String> machines(Cell cell) {
        Map<String, String> machines = new TreeMap<>();
        cell.hosts()
                .forEach((name, host) -> machines.put(
                        name, "%s@%s:%d, %s".formatted(host.user(), host.address(), host.port(), host.hostKeyPrint())));
        return machines;
    }

    private static String shown(String fact) {
        return fact.length() <= SHOWN ? fact : fact.substring(0, SHOWN) + " …";
    }
}
