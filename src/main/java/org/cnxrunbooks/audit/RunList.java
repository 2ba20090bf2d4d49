package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.engine.ProgressBoard;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunQuery;
import org.cnxrunbooks.evidence.RunSummary;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All runs, page by page: {@code GET /runs}; with {@code format=csv} or {@code format=json} every one that fits as a file. */
@RestController
class RunList {

    private static final int PAGE = 25;
    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_FILE = 100_000;

    private final Admission admission;
    private final Ledger ledger;
    private final Standing standing;
    private final WorkUnderWay work;

    RunList(ProcessEngine engine, Evidence evidence, Ledger ledger, ProgressBoard progress) {
        this.admission = new Admission(engine, evidence);
        this.ledger = ledger;
        this.standing = new Standing(engine);
        this.work = new WorkUnderWay(engine, progress);
    }

    @GetMapping("/runs")
    ResponseEntity<?> runs(HttpServletRequest request, @RequestParam Map<String, String> asked) {
        Ledger.Choices choices = ledger.choices();
        Set<String> readable = admission.admit(request, choices.processes());
        String format = asked.getOrDefault("format", "");
        if (!format.isEmpty()) {
            List<RunSummary> runs =
                    ledger.runs(query(asked, readable, 0, LARGEST_FILE)).runs();
            return format.equals("csv") ? Answers.sheet(sheet(runs), format, "runs") : json(runs);
        }
        int size = number(asked, "size", PAGE, LARGEST_PAGE);
        int page = number(asked, "page", 1, 1_000_000);
        Ledger.Page found = ledger.runs(query(asked, readable, (page - 1) * size, size));
        Set<String> running = found.runs().stream()
                .filter(run -> run.ended() == null)
                .map(RunSummary::runId)
                .collect(Collectors.toSet());
        List<Standing.Line> lines = standing.of(found.runs(), work.of(running));
        return Answers.fresh(new ListView(found.total(), page, size, lines, choices));
    }

    private static ResponseEntity<byte[]> json(List<RunSummary> runs) {
        return Answers.file(org.cnxrunbooks.evidence.Records.write(runs), MediaType.APPLICATION_JSON, "runs.json");
    }

    private static RunQuery query(Map<String, String> asked, Set<String> readable, int offset, int limit) {
        return new RunQuery(
                readable,
                asked.getOrDefault("cell", ""),
                asked.getOrDefault("runbook", ""),
                asked.getOrDefault("person", ""),
                asked.getOrDefault("outcome", ""),
                Moments.of("from", asked.getOrDefault("from", "")),
                Moments.of("until", asked.getOrDefault("until", "")),
                asked.getOrDefault("change", ""),
                asked.getOrDefault("text", ""),
                sort(asked.getOrDefault("sort", "started")),
                !asked.getOrDefault("order", "desc").equals("asc"),
                offset,
                limit);
    }

    private static RunQuery.Sort sort(String name) {
        return Arrays.stream(RunQuery.Sort.values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Turned(
                        HttpStatus.BAD_REQUEST,
                        "Not sorted: sort (observed " + name + ", expected one of "
                                + Arrays.toString(RunQuery.Sort.values()).toLowerCase(Locale.ROOT) + ")"));
    }

    private static int number(Map<String, String> asked, String name, int otherwise, int largest) {
        String text = asked.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > largest) {
            throw new Turned(
                    HttpStatus.BAD_REQUEST,
                    "Not a page: " + name + " (observed " + text + ", expected 1 to " + largest + ")");
        }
        return Integer.parseInt(text);
    }

    private static Sheet sheet(List<RunSummary> runs) {
        return new Sheet(
                List.of(
                        Sheet.column("run", "Run", Sheet.Kind.RUN),
                        Sheet.column("runbook", "Runbook", Sheet.Kind.TEXT),
                        Sheet.column("cell", "Cell", Sheet.Kind.TEXT),
                        Sheet.column("change", "Change", Sheet.Kind.TEXT),
                        Sheet.column("reason", "Reason", Sheet.Kind.TEXT),
                        Sheet.column("starter", "Started by", Sheet.Kind.PERSON),
                        Sheet.column("people", "People", Sheet.Kind.TEXT),
                        Sheet.column("started", "Started", Sheet.Kind.TIME),
                        Sheet.column("ended", "Ended", Sheet.Kind.TIME),
                        Sheet.column("seconds", "Seconds", Sheet.Kind.SECONDS),
                        Sheet.column("outcome", "Outcome", Sheet.Kind.TEXT),
                        Sheet.column("entries", "Entries", Sheet.Kind.COUNT),
                        Sheet.column("refused", "Refused", Sheet.Kind.COUNT),
                        Sheet.column("failed", "Failed", Sheet.Kind.COUNT),
                        Sheet.column("skipped", "Skipped", Sheet.Kind.COUNT)),
                runs.stream().map(RunList::row).toList(),
                runs.size() < LARGEST_FILE);
    }

    private static List<Object> row(RunSummary run) {
        Instant ended = run.ended();
        String outcome = run.outcome();
        return Arrays.asList(
                run.runId(),
                run.process(),
                run.cell(),
                run.changeReference(),
                run.reason(),
                run.starter(),
                String.join(" ", run.people()),
                run.started(),
                ended,
                ended == null ? null : Duration.between(run.started(), ended).toSeconds(),
                outcome == null ? RunQuery.RUNNING : outcome,
                run.entries(),
                run.refused(),
                run.failed(),
                run.skipped());
    }

    /** @param total of all pages */
    record ListView(long total, int page, int size, List<Standing.Line> runs, Ledger.Choices choices) {}
}
