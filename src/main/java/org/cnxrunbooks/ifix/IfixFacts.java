package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.MaterialFacts;

/**
 * What the approval of a fix rests on. Who asked, the reference of the change, words for people and a newer backup are no
 * facts; a backup that is gone is one.
 */
final class IfixFacts {

    private IfixFacts() {}

    /** One line for each fact that is another in the plan as it would be now. */
    static List<String> changes(IfixPlan approved, IfixPlan present) {
        List<String> changes = new ArrayList<>(of(approved).changes(of(present)));
        boolean gone = present.customizationBackup().isEmpty();
        if (!approved.customizationBackup().isEmpty() && gone) {
            changes.add(
                    "backup of the customization: %s is not there any more".formatted(approved.customizationBackup()));
        }
        if (approved.customizationBackup().isEmpty() == gone
                && !approved.commands().equals(present.commands())) {
            changes.add("commands: " + others(approved.commands(), present.commands()));
        }
        return changes;
    }

    static MaterialFacts of(IfixPlan plan) {
        Map<String, String> facts = new LinkedHashMap<>(files(plan.fixes(), plan.programs()));
        plan.fixes().forEach(fix -> facts.put("fix " + fix.id() + ", component", fix.component()));
        facts.putAll(listed(plan.installed()));
        facts.putAll(archives(plan.archives()));
        facts.put("request, cell", plan.cell());
        facts.put("request, fixes", String.join(" ", plan.fixIds()));
        facts.put("request, directory of the fixes", plan.fixDirectory());
        facts.put("request, error budget", plan.errorBudget() + " failed requests");
        facts.put("request, drain limit", plan.drainLimit());
        plan.machines().forEach((host, machine) -> facts.put("host " + host, machine));
        facts.put("clusters", String.join(", ", plan.clusters()));
        plan.applications().forEach(name -> facts.put("application " + name, "is touched"));
        plan.halves().forEach((half, nodes) -> facts.put("half " + half, String.join(", ", nodes)));
        plan.running().forEach(process -> facts.put("process " + process, "runs"));
        plan.servers().forEach(server -> add(facts, server));
        return MaterialFacts.of(facts);
    }

    /** Files that the installer is given, and what it is itself; empty digests of what is not there. */
    static Map<String, String> files(List<IfixPlan.PlannedFix> fixes, Map<String, String> programs) {
        Map<String, String> facts = new LinkedHashMap<>();
        fixes.forEach(fix -> facts.put("fix " + fix.id() + ", file " + fix.file(), digest(fix.sha256())));
        programs.forEach((path, sha256) -> facts.put("program " + path, digest(sha256)));
        return facts;
    }

    static Map<String, String> listed(List<String> installed) {
        Map<String, String> facts = new LinkedHashMap<>();
        installed.forEach(id -> facts.put("installed fix " + id, "is listed"));
        return facts;
    }

    static Map<String, String> archives(List<IfixPlan.Archive> archives) {
        Map<String, String> facts = new LinkedHashMap<>();
        archives.forEach(archive -> facts.put(
                "archive of %s, %s".formatted(archive.application(), archive.path()), digest(archive.sha256())));
        return facts;
    }

    private static void add(Map<String, String> facts, IfixPlan.Server server) {
        String name = server.name() + ", ";
        facts.put(
                "web server " + server.name(),
                server.host() + ", " + server.version().strip() + ", " + server.watched());
        server.configs()
                .forEach(config -> facts.put(
                        file(server.name(), config.path()),
                        "%s, looked at every %d s".formatted(digest(config.sha256()), config.refreshInterval())));
        server.routes()
                .forEach(route -> facts.put(
                        name + "way to " + route.cluster() + " in " + route.config(),
                        route.path() + " " + route.cookie() + " " + route.targets()));
        for (IfixPlan.Switch one : server.switches()) {
            String when = ", " + one.restingHalf() + " half at rest";
            one.edits().forEach(edit -> facts.put(file(server.name(), edit.path()), digest(edit.before())));
            one.edits().forEach(edit -> facts.put(name + "edit of " + edit.path() + when, digest(edit.after())));
            one.copies().forEach(copy -> facts.put(name + "copy " + copy.path() + when, copied(copy)));
        }
    }

    static String file(String server, String path) {
        return server + ", file " + path;
    }

    private static String digest(String sha256) {
        return sha256.isEmpty() ? "not there" : "SHA-256 " + sha256;
    }

    private static String copied(IfixPlan.Copy copy) {
        return "%s instead of %s".formatted(digest(copy.after()), digest(copy.before()));
    }

    private static String others(List<IfixPlan.PlannedCommand> approved, List<IfixPlan.PlannedCommand> present) {
        return present.stream()
                        .filter(command -> !approved.contains(command))
                        .map(command -> "%s on %s".formatted(command.command(), command.host()))
                        .findFirst()
                        .orElse("fewer, or in another order")
                + " (approved: %d others)".formatted(approved.size());
    }
}
