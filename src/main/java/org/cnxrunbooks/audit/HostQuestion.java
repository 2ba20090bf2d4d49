package org.cnxrunbooks.audit;

import static org.cnxrunbooks.audit.Sheet.column;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cnxrunbooks.audit.Sheet.Kind;
import org.cnxrunbooks.evidence.Act;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Ledger;
import org.jspecify.annotations.Nullable;

/** What ran on a host in a period. Without a host: nothing, as every command of every host is no answer. */
final class HostQuestion implements Question {

    private final Ledger ledger;

    HostQuestion(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Sheet answer(Scope scope) {
        List<Act> acts = scope.host().isEmpty() ? List.of() : ledger.acts(scope.acts(""));
        return new Sheet(
                List.of(
                        column("began", "Began", Kind.TIME),
                        column("run", "Run", Kind.RUN),
                        column("step", "Step", Kind.TEXT),
                        column("command", "Command", Kind.CODE),
                        column("exit", "Exit", Kind.COUNT),
                        column("outcome", "Outcome", Kind.VERDICT),
                        column("seconds", "Took", Kind.SECONDS),
                        column("tail", "Last output", Kind.BLOB),
                        column("source", "Document", Kind.TEXT)),
                acts.stream().map(HostQuestion::row).toList(),
                acts.size() < MOST);
    }

    private static List<@Nullable Object> row(Act act) {
        Draft draft = act.draft();
        return Arrays.asList(
                draft.started(),
                draft.runId(),
                draft.step(),
                draft.command(),
                draft.exitCode(),
                draft.outcome().name().toLowerCase(Locale.ROOT),
                Duration.between(draft.started(), draft.ended()).toMillis() / 1000.0,
                draft.digests().get("tail"),
                draft.source());
    }
}
