package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.APPROVAL_TASK;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.cell.VantagePoint;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.RunCell;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.webserver.HostVantage;
import org.cnxrunbooks.webserver.LocalVantage;
import org.cnxrunbooks.webserver.Vantage;
import org.cnxrunbooks.webserver.WebServerControl;

/** What the steps of one run work with: its cell, its web servers, the places from which they are looked at, its plan. */
record NoticeWork(StepRun run, Cell cell, CellSessions sessions, Clock clock) {

    private static final String PAGE = "page";
    private static final String APPROVAL = "userTask_approveNotice";

    /** Refused when the configuration has no such cell. */
    static NoticeWork of(StepRun run, Cells cells, Hosts hosts, Clock clock) {
        Cell cell = RunCell.of(run, cells);
        return new NoticeWork(run, cell, new CellSessions(cell, hosts, run.recorder()), clock);
    }

    /** As it was approved; fails when it was not, or when the digest was altered. */
    NoticePlan plan() {
        return Records.read(run.approvedPlan(run.find(APPROVAL_TASK).orElse(APPROVAL)), NoticePlan.class);
    }

    /** Of the window that users were told of last; nothing while nobody was. */
    Optional<NoticePlan> toldLast() {
        return Announced.in(run).plan().map(this::kept);
    }

    /** A plan of this run by its digest. */
    NoticePlan kept(String digest) {
        return Records.read(blob(digest), NoticePlan.class);
    }

    byte[] blob(String digest) {
        return run.evidence()
                .blob(digest)
                .orElseThrow(() -> new StepFailure(
                        "Bytes missing in the evidence: %s (observed nothing, expected them)%nHINT: Nothing was touched; look who changed the database."
                                .formatted(digest)));
    }

    NoticeProof proof(NoticePlan plan) {
        return new NoticeProof(plan, vantages(), run.progress());
    }

    /** Puts down, before it is done, that a page of that digest will be ours. */
    void notePage(String digest) {
        Instant now = clock.instant();
        run.evidence()
                .append(new Draft(
                        run.runId(),
                        run.stepId(),
                        "004-2.2.1",
                        null,
                        now,
                        now,
                        run.attempt(),
                        Outcome.DONE,
                        "system",
                        null,
                        null,
                        Map.of(PAGE, digest),
                        "notice page to be replaced"));
    }

    /** Digests of every notice page that this run put on web servers. */
    Set<String> pages(NoticePlan plan) {
        return Stream.concat(
                        plan.servers().stream()
                                .flatMap(server -> server.pages().stream())
                                .map(NoticePlan.Page::after),
                        run.evidence().entries(run.runId()).stream()
                                .map(entry -> entry.draft().digests().getOrDefault(PAGE, "")))
                .filter(digest -> !digest.isEmpty())
                .collect(Collectors.toSet());
    }

    WebServer webServer(String name) {
        return cell.webServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        "Web server not configured any more: %s of cell %s (observed %s)%nHINT: Put it back into the configuration; nothing was touched."
                                .formatted(name, cell.name(), cell.webServers())));
    }

    HostSession session(WebServer server) {
        return sessions.apply(server.host());
    }

    WebServerControl control(WebServer server) {
        return new WebServerControl(session(server), server);
    }

    /** Those of the configuration; without any, this application and every machine that servers run on. */
    List<Vantage> vantages() {
        List<VantagePoint> points = new ArrayList<>(cell.vantagePoints());
        if (points.isEmpty()) {
            points.add(new VantagePoint(null, null));
            cell.nodes().stream().map(Node::host).distinct().forEach(host -> points.add(new VantagePoint(host, null)));
        }
        return points.stream().map(this::vantage).toList();
    }

    private Vantage vantage(VantagePoint point) {
        String source = point.source();
        String from = source == null ? "" : " as " + source;
        String host = point.host();
        return host == null
                ? new LocalVantage("this application" + from, source)
                : new HostVantage(host + from, sessions.apply(host), source);
    }
}
