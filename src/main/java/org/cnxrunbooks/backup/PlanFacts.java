package org.cnxrunbooks.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an approval rests on: every fact of a plan that somebody would want to judge again if it were another. Sizes, free
 * space, times and remarks are none.
 *
 * @param facts by a name that people understand
 */
record PlanFacts(SortedMap<String, String> facts) {

    private static final int SHOWN = 200;
    private static final int MOST = 3_500;

    static PlanFacts of(BackupPlan plan) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("release", plan.release().toString());
        facts.put("WebSphere cell", plan.webSphereCell());
        facts.put("Content Manager", plan.contentManagerInstalled() ? "installed" : "not installed");
        plan.machines().forEach((host, machine) -> facts.put("host " + host, machine));
        plan.applications().forEach(name -> facts.put("application " + name, "installed"));
        plan.items().forEach(planned -> facts.put("item " + planned.label(), fact(planned)));
        plan.databases().forEach(planned -> facts.put("database " + planned.label(), fact(planned)));
        plan.stopped().forEach(process -> facts.put("process to be stopped, " + process, "stopped"));
        return new PlanFacts(facts);
    }

    /** One line for each fact that is another in {@code present}; empty when nothing is. */
    List<String> changes(PlanFacts present) {
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
    static String listed(List<String> changes) {
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

    private static String fact(PlannedItem planned) {
        return String.join(
                ", ",
                planned.item().path(),
                planned.item().kind(),
                planned.phase().name(),
                planned.command(),
                "without " + planned.item().excluded(),
                "level " + planned.item().levelTag());
    }

    private static String fact(PlannedDatabase planned) {
        return String.join(", ", planned.kind().name(), planned.version(), planned.command());
    }

    private static String shown(String fact) {
        return fact.length() <= SHOWN ? fact : fact.substring(0, SHOWN) + " …";
    }
}
