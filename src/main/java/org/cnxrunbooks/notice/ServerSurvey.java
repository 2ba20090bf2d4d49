package org.cnxrunbooks.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.webserver.AddressRange;
import org.cnxrunbooks.webserver.ConfigCheck;
import org.cnxrunbooks.webserver.ConfigRefusal;
import org.cnxrunbooks.webserver.Directive;
import org.cnxrunbooks.webserver.DocumentRoots;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.Endpoints;
import org.cnxrunbooks.webserver.FileEdit;
import org.cnxrunbooks.webserver.Finding;
import org.cnxrunbooks.webserver.HttpdConfig;
import org.cnxrunbooks.webserver.HttpdReader;
import org.cnxrunbooks.webserver.NoticeEdit;
import org.cnxrunbooks.webserver.NoticeRequest;
import org.cnxrunbooks.webserver.ServerFacts;
import org.cnxrunbooks.webserver.SiteLint;
import org.cnxrunbooks.webserver.UnifiedDiff;
import org.cnxrunbooks.webserver.WebServerControl;
import org.jspecify.annotations.Nullable;

/** Reads one web server and decides what will be changed on it. */
final class ServerSurvey {

    private static final long PAGE_LIMIT = 1 << 20;

    private final NoticeWork work;
    private final Reasons reasons;
    private final List<String> notes;
    private final NoticeOrder order;
    private final Evidence evidence;

    ServerSurvey(NoticeWork work, Reasons reasons, List<String> notes, NoticeOrder order) {
        this.work = work;
        this.reasons = reasons;
        this.notes = notes;
        this.order = order;
        this.evidence = work.run().evidence();
    }

    /** Nothing when it cannot be planned; the reasons say why. */
    NoticePlan.@Nullable Server plan(WebServer server, List<String> allowed) {
        try {
            HostSession session = work.session(server);
            WebServerControl control = work.control(server);
            ServerFacts facts = control.facts();
            if (!facts.running()) {
                reasons.add(
                        "Web server does not run: %s on %s (observed no process, expected one)"
                                .formatted(server.name(), server.host()),
                        "start it first; a notice is shown by a running web server");
            }
            HttpdConfig config = new HttpdReader(session, server).read();
            List<Directive> effective = config.effective(facts);
            List<Finding> findings = findings(server, session, facts, config, effective);
            List<Endpoint> doors = Endpoints.of(effective, address(server));
            List<FileEdit> edits = order.shutOut() == ShutOut.STOP
                    ? List.of()
                    : NoticeEdit.raise(config, facts, request(control, allowed));
            return new NoticePlan.Server(
                    server.name(),
                    server.host(),
                    facts.version(),
                    facts.dialect().name(),
                    "%s, clients %s".formatted(server.serverRoot(), server.clients()),
                    check(server, control, config, edits),
                    doors,
                    config.paths().stream()
                            .collect(Collectors.toMap(path -> path, path -> Sha256.of(config.bytes(path)))),
                    edits.stream().map(this::edit).toList(),
                    order.shutOut() == ShutOut.STOP ? List.of() : pages(session, config, effective),
                    findings);
        } catch (HostFailure failure) {
            reasons.add(failure);
        } catch (ConfigRefusal refusal) {
            reasons.add("%s: %s".formatted(server.name(), refusal.getMessage()));
        }
        return null;
    }

    private NoticeRequest request(WebServerControl control, List<String> allowed) {
        return new NoticeRequest(
                order.runId(),
                order.statusCode(),
                allowed.stream().map(AddressRange::parse).toList(),
                NoticePlan.PAGE,
                Duration.between(order.window().start(), order.window().end()),
                control.moduleFiles());
    }

    private List<Finding> findings(
            WebServer server, HostSession session, ServerFacts facts, HttpdConfig config, List<Directive> effective) {
        Set<String> present = SiteLint.errorPages(effective, config.serverRoot()).values().stream()
                .flatMap(List::stream)
                .filter(path -> session.fetch(path, PAGE_LIMIT).isPresent())
                .collect(Collectors.toSet());
        List<Finding> findings = SiteLint.findings(config, facts, server, order.runId(), present);
        for (Finding finding : findings) {
            String text = "%s: %s:%d: %s".formatted(server.name(), finding.file(), finding.line(), finding.problem());
            if (finding.blocking()) {
                reasons.add(text, finding.hint());
            } else {
                notes.add(text + ". " + finding.hint());
            }
        }
        return findings;
    }

    private String check(WebServer server, WebServerControl control, HttpdConfig config, List<FileEdit> edits) {
        ConfigCheck check = control.check(config, edits);
        if (!check.ok()) {
            reasons.add(
                    "Changed configuration fails its test: %s on %s (observed %s, expected Syntax OK)"
                            .formatted(
                                    server.name(), server.host(), check.output().strip()),
                    "nothing was changed; the test ran on a copy");
        }
        return check.output().strip();
    }

    private NoticePlan.Edit edit(FileEdit edit) {
        return new NoticePlan.Edit(
                edit.path(), evidence.keep(edit.before()), evidence.keep(edit.after()), UnifiedDiff.of(edit));
    }

    private List<NoticePlan.Page> pages(HostSession session, HttpdConfig config, List<Directive> effective) {
        String after = evidence.keep(new NoticePage(order.runId(), order.reason(), order.window()).bytes());
        Set<String> roots = DocumentRoots.of(effective, config.serverRoot());
        List<NoticePlan.Page> pages = new ArrayList<>();
        for (String root : roots) {
            String path = root + NoticePlan.PAGE;
            String before = session.fetch(path, PAGE_LIMIT).map(evidence::keep).orElse("");
            if (!before.isEmpty() && !before.equals(after)) {
                notes.add("%s is there already; it is replaced and put back afterwards".formatted(path));
            }
            pages.add(new NoticePlan.Page(path, before, after));
        }
        return pages;
    }

    private String address(WebServer server) {
        Host host = work.cell().hostOf(server);
        return host.address();
    }
}
