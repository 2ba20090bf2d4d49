package org.cnxrunbooks.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.webserver.AddressRange;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.ProbeAnswer;
import org.cnxrunbooks.webserver.ProbeTarget;
import org.cnxrunbooks.webserver.Vantage;

/** Looks at every door of every web server from every vantage, and compares with what must come back. */
final class NoticeProof {

    /** A look takes a fraction of a second; what is still wrong after so many is wrong. */
    private static final int LOOKS = 5;

    private final NoticePlan plan;
    private final List<Vantage> vantages;
    private final Progress progress;
    private final List<AddressRange> allowed;
    private final Map<String, Integer> baseline = new HashMap<>();

    NoticeProof(NoticePlan plan, List<Vantage> vantages, Progress progress) {
        this.plan = plan;
        this.vantages = vantages;
        this.progress = progress;
        this.allowed = plan.allowed().stream()
                .map(entry -> AddressRange.parse(entry.address()))
                .toList();
        plan.baseline()
                .forEach(
                        seen -> baseline.put(key(seen.from(), seen.server(), seen.door(), seen.path()), seen.status()));
    }

    /** What must come back for that look. */
    @FunctionalInterface
    private interface Rule {
        Expectation of(String from, String server, ProbeAnswer answer);
    }

    List<ProofRow> raised() {
        return plan.shutOut() == ShutOut.STOP
                ? look((from, server, answer) -> Expectation.NO_SERVER)
                : look(this::shut);
    }

    List<ProofRow> lowered() {
        return look(this::open);
    }

    /** Fails with every row that is wrong. */
    static void require(String what, List<ProofRow> rows) {
        List<ProofRow> wrong = rows.stream().filter(row -> !row.right()).toList();
        if (!wrong.isEmpty()) {
            throw new StepFailure(wrong.stream()
                    .map(row -> "- " + row.sentence())
                    .collect(Collectors.joining(
                            "\n",
                            "%s: %d of %d looks from outside are wrong%n".formatted(what, wrong.size(), rows.size()),
                            "\nHINT: Compare with what a browser shows there.")));
        }
    }

    private Expectation shut(String from, String server, ProbeAnswer answer) {
        if (answer.target().path().equals(NoticePlan.PAGE)) {
            return Expectation.PAGE;
        }
        return isLetIn(allowed, answer.source()) ? open(from, server, answer) : Expectation.notice(plan.statusCode());
    }

    private Expectation open(String from, String server, ProbeAnswer answer) {
        ProbeTarget target = answer.target();
        return Expectation.asBefore(
                baseline.getOrDefault(key(from, server, door(target.endpoint()), target.path()), 0));
    }

    private List<ProofRow> look(Rule rule) {
        List<ProofRow> rows = new ArrayList<>();
        for (Vantage vantage : vantages) {
            for (NoticePlan.Server server : plan.servers()) {
                progress.checkpoint();
                rows.addAll(look(vantage, server.name(), targets(server.doors(), plan.paths()), rule));
            }
        }
        return rows;
    }

    /** What is wrong at first is looked at again: a reload reaches the last of the old processes a moment later. */
    private List<ProofRow> look(Vantage vantage, String server, List<ProbeTarget> targets, Rule rule) {
        Map<ProbeTarget, ProofRow> rows = new LinkedHashMap<>();
        List<ProbeTarget> open = targets;
        for (int look = 0; look < LOOKS && !open.isEmpty(); look++) {
            vantage.look(open, plan.runId())
                    .forEach(answer -> rows.put(answer.target(), row(vantage.name(), server, answer, rule)));
            open = rows.entrySet().stream()
                    .filter(row -> !row.getValue().right())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        return List.copyOf(rows.values());
    }

    private static ProofRow row(String from, String server, ProbeAnswer answer, Rule rule) {
        Expectation expectation = rule.of(from, server, answer);
        return new ProofRow(
                from,
                server,
                door(answer.target().endpoint()),
                answer.target().path(),
                expectation.text(),
                Expectation.observed(answer),
                expectation.met().test(answer));
    }

    static boolean isLetIn(List<AddressRange> allowed, String source) {
        return allowed.stream().anyMatch(range -> range.contains(source));
    }

    static List<ProbeTarget> targets(List<Endpoint> doors, List<String> paths) {
        return doors.stream()
                .flatMap(door -> Stream.concat(paths.stream(), Stream.of(NoticePlan.PAGE))
                        .map(path -> new ProbeTarget(door, path)))
                .toList();
    }

    static String door(Endpoint door) {
        return "%s://%s:%d".formatted(door.scheme(), door.serverName(), door.port());
    }

    private static String key(String... parts) {
        return String.join(" ", parts);
    }
}
