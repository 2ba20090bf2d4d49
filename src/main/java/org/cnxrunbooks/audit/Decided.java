package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided in a run.
 *
 * @param verdict {@code approved} or {@code declined}; null for what is no approval
 * @param answers what was filled in, by name of the field, but for the comment
 * @param comment empty for none
 */
record Decided(
        Instant at, String who, String task, @Nullable String verdict, Map<String, String> answers, String comment) {

    /**
     * The latest first.
     *
     * @param names of user tasks by their ids
     */
    static List<Decided> of(List<Entry> chain, Map<String, String> names) {
        return chain.stream()
                .filter(entry -> entry.draft().outcome() == Outcome.DECIDED)
                .sorted(Comparator.comparing(Entry::sequence).reversed())
                .map(Entry::draft)
                .map(draft -> of(draft, names.getOrDefault(draft.step(), draft.step())))
                .toList();
    }

    private static Decided of(Draft draft, String task) {
        Answered answered = Answered.of(draft.message());
        return new Decided(draft.ended(), draft.actor(), task, verdict(draft), answered.others(), answered.comment());
    }

    private static @Nullable String verdict(Draft draft) {
        if (!draft.step().startsWith(ApprovalQuestion.APPROVAL)) {
            return null;
        }
        return draft.digests().containsKey("approved") ? "approved" : "declined";
    }
}
