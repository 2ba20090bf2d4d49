package org.cnxrunbooks.audit;

import java.util.List;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Entry;
import org.jspecify.annotations.Nullable;

/** The evidence of a run as JSON, with the verdict on its chain taken at this moment. */
record EvidenceView(String runId, Verdict chain, List<Entry> entries) {

    /**
     * @param intact whether every entry holds
     * @param lastHash to be compared with one kept elsewhere
     * @param brokenAt sequence of the first entry that does not hold
     * @param message what is wrong with it
     */
    record Verdict(boolean intact, String lastHash, @Nullable Long brokenAt, @Nullable String message) {}

    static EvidenceView of(String runId, List<Entry> entries) {
        String last = entries.isEmpty()
                ? Chain.ORIGIN
                : entries.get(entries.size() - 1).hash();
        Verdict verdict = Chain.verify(entries)
                .map(broken -> new Verdict(false, last, broken.sequence(), broken.message()))
                .orElseGet(() -> new Verdict(true, last, null, null));
        return new EvidenceView(runId, verdict, entries);
    }
}
