package org.cnxrunbooks.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cluster;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.webserver.AddressRange;
import org.cnxrunbooks.webserver.ProbeAnswer;
import org.cnxrunbooks.webserver.ProbeTarget;
import org.cnxrunbooks.webserver.Vantage;

/** Makes the plan from the request and from what is there. What stands in the way is gathered, then refused at once. */
final class NoticePlanner {

    private final NoticeWork work;
    private final Reasons reasons;
    private final List<String> notes = new ArrayList<>();

    NoticePlanner(NoticeWork work, Reasons reasons) {
        this.work = work;
        this.reasons = reasons;
    }

    NoticePlan plan(NoticeOrder order) {
        Map<String, String> allowed = allowed(order);
        List<NoticePlan.Server> servers = servers(order, allowed);
        List<String> paths = paths();
        List<NoticePlan.Seen> baseline = baseline(order, servers, paths);
        judgeVantages(order, allowed, baseline);
        order.missedReminders()
                .forEach(lead ->
                        notes.add("Reminder %s before the window is left out: its moment is past".formatted(lead)));
        reasons.refuse();
        return plan(order, allowed, servers, paths, baseline);
    }

    /**
     * The plan as it would be now, without a look from outside: what users get meanwhile is not what was approved.
     *
     * @param order as the approved plan had it
     */
    NoticePlan again(NoticeOrder order) {
        Map<String, String> allowed = allowed(order);
        return plan(order, allowed, servers(order, allowed), paths(), List.of());
    }

    private List<NoticePlan.Server> servers(NoticeOrder order, Map<String, String> allowed) {
        if (work.cell().webServers().isEmpty()) {
            reasons.add(
                    "No web server: cell %s (observed none, expected at least one)"
                            .formatted(work.cell().name()),
                    "set runbooks.cells.%s.web-servers".formatted(work.cell().name()));
        }
        ServerSurvey survey = new ServerSurvey(work, reasons, notes, order);
        return work.cell().webServers().stream()
                .map(server -> survey.plan(server, List.copyOf(allowed.keySet())))
                .filter(Objects::nonNull)
                .toList();
    }

    private NoticePlan plan(
            NoticeOrder order,
            Map<String, String> allowed,
            List<NoticePlan.Server> servers,
            List<String> paths,
            List<NoticePlan.Seen> baseline) {
        return new NoticePlan(
                order.runId(),
                order.cell(),
                order.starter(),
                order.reason(),
                order.window(),
                order.shutOut(),
                order.statusCode(),
                order.recipients(),
                order.reminderMoments().stream().map(Object::toString).toList(),
                order.banner(),
                MaterialFacts.machines(work.cell()),
                allowed.entrySet().stream()
                        .map(entry -> new NoticePlan.Allowed(entry.getKey(), entry.getValue()))
                        .toList(),
                servers,
                paths,
                baseline,
                notes);
    }

    /** The cell's own machines, because servers talk to each other through the web server, and the operators. */
    private Map<String, String> allowed(NoticeOrder order) {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (Host host : work.cell().hosts().values()) {
            try {
                Stream.of(InetAddress.getAllByName(host.address()))
                        .map(InetAddress::getHostAddress)
                        .forEach(address ->
                                allowed.putIfAbsent(AddressRange.parse(address).toString(), "host " + host.name()));
            } catch (UnknownHostException e) {
                reasons.add(new HostFailure(
                        HostFailure.Kind.UNREACHABLE,
                        host.name(),
                        "Address of a host unknown: %s (observed no address for %s, expected one)%nHINT: mend the name service or configure the IP address."
                                .formatted(host.name(), host.address()),
                        -1,
                        "",
                        e));
            }
        }
        order.operators().forEach(range -> allowed.putIfAbsent(range.toString(), NoticePlan.Allowed.OPERATOR));
        return allowed;
    }

    /** The start page, one path for each cluster that has one, and a path that nobody serves. */
    private List<String> paths() {
        return Stream.of(
                        Stream.of("/"),
                        work.cell().clusters().stream().map(Cluster::path).filter(Objects::nonNull),
                        Stream.of("/no-such-page-of-connections"))
                .flatMap(path -> path)
                .distinct()
                .toList();
    }

    /** What every vantage gets now: later looks are compared with it. */
    private List<NoticePlan.Seen> baseline(NoticeOrder order, List<NoticePlan.Server> servers, List<String> paths) {
        List<NoticePlan.Seen> seen = new ArrayList<>();
        for (Vantage vantage : vantages()) {
            for (NoticePlan.Server server : servers) {
                List<ProbeTarget> targets = NoticeProof.targets(server.doors(), paths);
                vantage.look(targets, order.runId()).forEach(answer -> seen.add(seen(vantage, server, answer)));
            }
        }
        return seen;
    }

    private List<Vantage> vantages() {
        try {
            return work.vantages();
        } catch (HostFailure down) {
            reasons.add(down);
            return List.of();
        }
    }

    private NoticePlan.Seen seen(Vantage vantage, NoticePlan.Server server, ProbeAnswer answer) {
        String door = NoticeProof.door(answer.target().endpoint());
        if (answer.status() == 0) {
            reasons.add(
                    "Door does not answer: %s of %s from %s (observed %s, expected any status)"
                            .formatted(door, server.name(), vantage.name(), answer.problem()),
                    "a notice that cannot be proven is not raised; mend the web server, or name other vantage-points");
        }
        return new NoticePlan.Seen(
                vantage.name(), server.name(), door, answer.target().path(), answer.status(), answer.source());
    }

    /** A proof needs somebody who is shut out and somebody who is let in. */
    private void judgeVantages(NoticeOrder order, Map<String, String> allowed, List<NoticePlan.Seen> baseline) {
        if (order.shutOut() == ShutOut.STOP || baseline.isEmpty()) {
            return;
        }
        List<AddressRange> ranges =
                allowed.keySet().stream().map(AddressRange::parse).toList();
        List<String> sources = baseline.stream()
                .map(NoticePlan.Seen::source)
                .filter(source -> !source.isEmpty())
                .distinct()
                .toList();
        boolean in = sources.stream().anyMatch(source -> NoticeProof.isLetIn(ranges, source));
        boolean out = sources.stream().anyMatch(source -> !NoticeProof.isLetIn(ranges, source));
        if (!in || !out) {
            reasons.add(
                    "Nobody to prove it with: cell %s (observed looks from %s, expected one address that is let in and one that is not)"
                            .formatted(order.cell(), sources),
                    "name vantage-points of both kinds under runbooks.cells.%s".formatted(order.cell()));
        }
    }
}
