package org.cnxrunbooks.backup;

import java.util.Map;
import java.util.TreeMap;
import org.cnxrunbooks.engine.MaterialFacts;

/** What the approval of a backup rests on. */
final class PlanFacts {

    private PlanFacts() {}

    static MaterialFacts of(BackupPlan plan) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("release", plan.release().toString());
        facts.put("WebSphere cell", plan.webSphereCell());
        facts.put("Content Manager", plan.contentManagerInstalled() ? "installed" : "not installed");
        plan.machines().forEach((host, machine) -> facts.put("host " + host, machine));
        plan.applications().forEach(name -> facts.put("application " + name, "installed"));
        plan.items().forEach(planned -> facts.put("item " + planned.label(), fact(planned)));
        plan.databases().forEach(planned -> facts.put("database " + planned.label(), fact(planned)));
        plan.stopped().forEach(process -> facts.put("process to be stopped, " + process, "stopped"));
        return MaterialFacts.of(facts);
    }

    private static String fact(PlannedItem planned) {
        StringBuilder fact = new StringBuilder(String.join(
                ", ", planned.command(), planned.item().kind(), planned.phase().name()));
        if (!planned.item().excluded().isEmpty()) {
            fact.append(", without ").append(String.join(" and ", planned.item().excluded()));
        }
        if (planned.item().levelTag() != null) {
            fact.append(", for ").append(planned.item().levelTag());
        }
        return fact.toString();
    }

    private static String fact(PlannedDatabase planned) {
        return String.join(", ", planned.kind().name(), planned.version(), planned.command());
    }
}
