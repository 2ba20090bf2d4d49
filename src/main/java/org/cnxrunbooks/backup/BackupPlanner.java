package org.cnxrunbooks.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.backup.Candidate.Need;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.vault.PackItem;
import org.cnxrunbooks.vault.PackTools;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.wsadmin.CellReport;

/**
 * Turns configuration and live facts into a plan, or refuses with one list of all reasons. Changes nothing. Longer than
 * most: all reasons are collected in one pass.
 */
final class BackupPlanner {

    private static final List<String> CONTENT_MANAGER_DATABASES = List.of("FNGCD", "FNOS");

    private final CellSessions sessions;
    private final Vault vault;
    private final Reasons reasons;
    private final String refusal;

    /** @param refusal error code for the case that there is any reason */
    BackupPlanner(CellSessions sessions, Vault vault, Reasons reasons, String refusal) {
        this.refusal = refusal;
        this.sessions = sessions;
        this.vault = vault;
        this.reasons = reasons;
    }

    BackupPlan plan(BackupRequest request) {
        Cell cell = sessions.cell();
        Survey survey = new Survey(sessions, reasons);
        Optional<CellReport> webSphere = survey.webSphere();
        List<Candidate> candidates = candidates(cell, request, webSphere);
        Map<String, HostSurvey> hosts = survey.hosts(candidates);
        List<String> notes = new ArrayList<>();
        List<PlannedItem> items = items(cell, candidates, hosts, notes);
        List<PlannedDatabase> databases = databases(cell, survey.databases(), notes);
        webSphere.ifPresent(report -> compare(cell, report, notes));
        BackupPlan plan = new BackupPlan(
                request.runId(),
                cell.name(),
                cell.deploymentManager().cellName(),
                request.changeReference(),
                request.reason(),
                request.starter(),
                request.now(),
                cell.release(),
                request.includeInstallationManager(),
                cell.findContentManager().isPresent(),
                MaterialFacts.machines(cell),
                webSphere
                        .map(report -> report.applications().stream()
                                .map(CellReport.Application::name)
                                .toList())
                        .orElse(List.of()),
                items,
                databases,
                stopped(cell),
                notes);
        room(plan);
        reasons.refuse(refusal);
        return plan;
    }

    private static List<Candidate> candidates(Cell cell, BackupRequest request, Optional<CellReport> webSphere) {
        List<Candidate> known = ItemCatalog.of(cell, request.includeInstallationManager());
        Map<String, String> variables = webSphere
                .map(report -> report.variables().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, variable -> report.expand(variable.getValue()))))
                .orElse(Map.of());
        return Stream.concat(known.stream(), ItemCatalog.moved(cell, variables, known).stream())
                .toList();
    }

    private List<PlannedItem> items(
            Cell cell, List<Candidate> candidates, Map<String, HostSurvey> hosts, List<String> notes) {
        List<Candidate> found = new ArrayList<>();
        for (Candidate candidate : candidates) {
            HostSurvey host = hosts.get(candidate.host());
            if (host == null) {
                continue; // its host is a reason already
            }
            if (host.path(candidate.path()).exists()) {
                found.add(candidate);
            } else if (candidate.need() == Need.MANDATORY) {
                reasons.add(
                        "Path is missing: %s on %s for %s (step %s)"
                                .formatted(candidate.path(), candidate.host(), candidate.id(), candidate.source()),
                        "correct runbooks.cells.%s.directories or mount the directory".formatted(cell.name()));
            } else {
                notes.add("%s is not there and will not be packed: %s".formatted(candidate.label(), candidate.path()));
            }
        }
        List<PlannedItem> items = new ArrayList<>();
        for (Candidate candidate : found) {
            HostSurvey host = hosts.get(candidate.host());
            if (host != null) {
                items.add(item(cell, candidate, found, host));
            }
        }
        return items;
    }

    private static PlannedItem item(Cell cell, Candidate candidate, List<Candidate> found, HostSurvey host) {
        List<Candidate> inside = found.stream()
                .filter(other -> other.host().equals(candidate.host())
                        && !other.path().equals(candidate.path())
                        && cell.os().isBelow(other.path(), candidate.path())
                        && host.path(other.path()).directory())
                .toList();
        long nested = inside.stream()
                .filter(one -> inside.stream()
                        .noneMatch(other ->
                                !other.path().equals(one.path()) && cell.os().isBelow(one.path(), other.path())))
                .mapToLong(one -> host.path(one.path()).bytes())
                .sum();
        PackItem item = new PackItem(
                candidate.id(),
                candidate.host(),
                candidate.path(),
                inside.stream().map(Candidate::path).toList(),
                candidate.kind(),
                candidate.source(),
                candidate.group(),
                candidate.levelTag(),
                Math.max(0, host.path(candidate.path()).bytes() - nested));
        PackTools tools = host.tools();
        return new PlannedItem(
                item,
                candidate.phase(),
                candidate.need() == Need.WHEN_ADMIN_IS_LOCAL,
                tools.way().name(),
                tools.way() + " " + candidate.path());
    }

    private List<PlannedDatabase> databases(Cell cell, List<DatabaseSurvey> surveys, List<String> notes) {
        List<PlannedDatabase> planned = new ArrayList<>();
        for (DatabaseSurvey survey : surveys) {
            for (String name : survey.instance().names()) {
                if (survey.has(name)) {
                    planned.add(new PlannedDatabase(
                            survey.instance().kind(),
                            survey.instance().host(),
                            survey.instance().instance(),
                            name,
                            survey.version(),
                            survey.bytes(name),
                            survey.commands().getOrDefault(name, ""),
                            survey.proven()));
                } else {
                    reasons.add(
                            "Database is missing: %s in %s on %s"
                                    .formatted(
                                            name,
                                            survey.instance().instance(),
                                            survey.instance().host()),
                            "correct runbooks.cells.%s.databases".formatted(cell.name()));
                }
            }
            survey.unplanned()
                    .forEach(name -> notes.add("Database %s of %s on %s is not configured and will not be dumped"
                            .formatted(
                                    name,
                                    survey.instance().instance(),
                                    survey.instance().host())));
            if (!survey.proven()) {
                notes.add("Commands for %s were built from the manual and never ran on the real product"
                        .formatted(survey.instance().kind()));
            }
        }
        cell.findContentManager().ifPresent(installed -> CONTENT_MANAGER_DATABASES.stream()
                .filter(name -> cell.databases().stream()
                        .noneMatch(instance -> instance.names().stream().anyMatch(name::equalsIgnoreCase)))
                .forEach(name -> reasons.add(
                        "Database of Content Manager is not configured: " + name,
                        "add it to runbooks.cells.%s.databases, or remove content-manager".formatted(cell.name()))));
        return planned;
    }

    private void compare(Cell cell, CellReport report, List<String> notes) {
        if (!report.cell().equals(cell.deploymentManager().cellName())) {
            reasons.add(
                    "Another WebSphere cell answers (observed %s, expected %s)"
                            .formatted(report.cell(), cell.deploymentManager().cellName()),
                    "correct deployment-manager in runbooks.cells." + cell.name());
        }
        List<String> configured = cell.members().stream()
                .map(member -> member.node().name() + "/" + member.server().name())
                .toList();
        report.servers().stream()
                .filter(server -> server.type().equals("APPLICATION_SERVER"))
                .map(server -> server.node() + "/" + server.name())
                .filter(server -> !configured.contains(server))
                .forEach(server -> reasons.add(
                        "Application server is not configured and would go on running: " + server,
                        "add it to runbooks.cells.%s.nodes".formatted(cell.name())));
        report.servers().stream()
                .filter(server -> server.type().equals("APPLICATION_SERVER") && !server.running())
                .forEach(server -> notes.add("%s/%s is not running now; it will be started at the end"
                        .formatted(server.node(), server.name())));
    }

    /** In the order in which they are stopped. */
    private static List<String> stopped(Cell cell) {
        Stream<String> servers = cell.members().stream().map(member -> "%s: %s/%s"
                .formatted(
                        member.node().host(),
                        member.node().name(),
                        member.server().name()));
        Stream<String> agents =
                cell.nodes().stream().map(node -> "%s: %s/nodeagent".formatted(node.host(), node.name()));
        return Stream.concat(
                        Stream.concat(servers, agents),
                        Stream.of("%s: dmgr".formatted(cell.deploymentManager().host())))
                .toList();
    }

    private void room(BackupPlan plan) {
        long needed = plan.expectedBytes() + plan.expectedBytes() / 10;
        long usable = vault.usableBytes();
        if (usable < needed) {
            reasons.add(
                    "Vault lacks room (observed %s, expected %s, which is %s and a tenth)"
                            .formatted(Sizes.bytes(usable), Sizes.bytes(needed), Sizes.bytes(plan.expectedBytes())),
                    "free space, or set runbooks.vault to a larger file system");
        }
    }
}
