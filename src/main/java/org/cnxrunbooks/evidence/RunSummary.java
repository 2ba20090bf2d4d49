package org.cnxrunbooks.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A run in one line, as its evidence tells it.
 *
 * @param runId business key
 * @param process key of the runbook
 * @param cell name in the configuration; empty for a run that names none
 * @param changeReference empty for a run without one
 * @param starter user id of who asked for it
 * @param people everybody who started it or decided in it
 * @param ended UTC; null while it runs
 * @param outcome id of the end event, or {@value #CANCELLED}; null while it runs
 * @param entries length of its chain
 * @param decided decisions of people
 * @param refused acts that were refused
 * @param failed acts that failed
 * @param skipped acts that a person left out
 */
public record RunSummary(
        String runId,
        String process,
        String cell,
        String changeReference,
        String reason,
        String starter,
        SortedSet<String> people,
        Instant started,
        @Nullable Instant ended,
        @Nullable String outcome,
        long entries,
        int decided,
        int refused,
        int failed,
        int skipped) {

    public static final String CANCELLED = "cancelled";

    /** How the entry that closes a run begins; the end event follows after a colon. */
    private static final String END = "run ended";

    private static final String SYSTEM = "system";

    /**
     * @param chain entries of one run in order, at least one; the first opened the run and names its process
     * @param request what was asked for: the fields of the start form
     */
    public static RunSummary of(List<Entry> chain, Map<String, String> request) {
        Draft first = chain.get(0).draft();
        Draft end = chain.stream()
                .map(Entry::draft)
                .filter(draft -> draft.message().startsWith(END))
                .findFirst()
                .orElse(null);
        SortedSet<String> people = new TreeSet<>();
        chain.stream().map(entry -> entry.draft().actor()).forEach(people::add);
        people.remove(SYSTEM);
        return new RunSummary(
                first.runId(),
                first.step(),
                request.getOrDefault("cellName", ""),
                request.getOrDefault("changeReference", ""),
                request.getOrDefault("reason", ""),
                first.actor(),
                people,
                first.started(),
                end == null ? null : end.ended(),
                end == null ? null : outcome(end),
                chain.size(),
                count(chain, Outcome.DECIDED),
                count(chain, Outcome.REFUSED),
                count(chain, Outcome.FAILED),
                count(chain, Outcome.SKIPPED));
    }

    private static String outcome(Draft end) {
        return end.message().endsWith(CANCELLED) ? CANCELLED : end.step();
    }

    private static int count(List<Entry> chain, Outcome outcome) {
        return (int) chain.stream()
                .filter(entry -> entry.draft().outcome() == outcome)
                .count();
    }
}
