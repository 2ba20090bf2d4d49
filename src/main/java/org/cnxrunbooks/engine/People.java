package org.cnxrunbooks.engine;

import java.util.List;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;

/** Who decided what in a run, as the evidence says. */
public record People(List<Entry> entries) {

    public static People of(StepRun run) {
        return new People(run.evidence().entries(run.runId()));
    }

    /** The person who completed that user task last; fails when nobody did. */
    public String decided(String userTask) {
        return entries.stream()
                .filter(entry -> entry.draft().outcome() == Outcome.DECIDED
                        && entry.draft().step().equals(userTask))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("Nobody decided %s in this run".formatted(userTask)))
                .draft()
                .actor();
    }
}
