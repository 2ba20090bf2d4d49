package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.vault.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What auditors ask across runs, each answered as one table: {@code GET /questions/approvals}, {@code …/host}, {@code
 * …/sets}, {@code …/overrides}, {@code …/departures}; narrowed by {@code cell}, {@code from}, {@code until} (the last 90
 * days unless told) and {@code host}.
 */
@RestController
class Questions {

    private static final Duration USUAL = Duration.ofDays(90);

    private final Admission admission;
    private final Ledger ledger;
    private final Cells cells;
    private final Clock clock;
    private final Map<String, Question> questions;

    Questions(ProcessEngine engine, Evidence evidence, Ledger ledger, Vault vault, Cells cells, Clock clock) {
        this.admission = new Admission(engine, evidence);
        this.ledger = ledger;
        this.cells = cells;
        this.clock = clock;
        this.questions = Map.of(
                "approvals", new ApprovalQuestion(ledger),
                "host", new HostQuestion(ledger),
                "sets", new SetQuestion(vault, cells, ledger, clock),
                "overrides", new OverrideQuestion(ledger, engine),
                "departures", new DepartureQuestion(ledger, evidence, engine));
    }

    /** What the questions can be narrowed by. */
    @GetMapping("/questions")
    ResponseEntity<Choices> choices(HttpServletRequest request) {
        Ledger.Choices known = ledger.choices();
        admission.admit(request, known.processes());
        SortedSet<String> names = new TreeSet<>(known.cells());
        names.addAll(cells.names());
        SortedSet<String> hosts = new TreeSet<>();
        cells.all().forEach(cell -> hosts.addAll(cell.hosts().keySet()));
        return Answers.fresh(new Choices(names, hosts));
    }

    @GetMapping("/questions/{question}")
    ResponseEntity<?> answer(
            HttpServletRequest request,
            @PathVariable("question") String question,
            @RequestParam Map<String, String> asked) {
        Set<String> readable = admission.admit(request, ledger.choices().processes());
        Question found = questions.get(question);
        if (found == null) {
            throw new Turned(HttpStatus.NOT_FOUND, "Question not found: " + question);
        }
        Instant until = Moments.of("until", asked.getOrDefault("until", ""), clock.instant());
        Question.Scope scope = new Question.Scope(
                readable,
                asked.getOrDefault("cell", ""),
                asked.getOrDefault("host", ""),
                Moments.of("from", asked.getOrDefault("from", ""), until.minus(USUAL)),
                until);
        return Answers.sheet(found.answer(scope), asked.getOrDefault("format", ""), question);
    }

    record Choices(SortedSet<String> cells, SortedSet<String> hosts) {}
}
