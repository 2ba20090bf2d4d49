package org.cnxrunbooks.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;

/** What happened at each element of one model in a run, to be drawn on its picture. */
final class Marks {

    /** The worst that happened there; a later one is worse. */
    enum State {
        TAKEN,
        SKIPPED,
        REFUSED,
        FAILED,
        HERE
    }

    /**
     * @param times how often it was entered
     * @param seconds spent there in all
     */
    record Mark(State state, int times, long seconds) {}

    private final Map<String, Mark> marks = new HashMap<>();

    private Marks() {}

    /** @param now until when open activities are counted */
    static Marks of(List<RunHistory.Activity> activities, List<Entry> chain, Instant now) {
        Map<String, List<Entry>> acts = chain.stream()
                .collect(Collectors.groupingBy(entry -> entry.draft().step()));
        Marks all = new Marks();
        activities.stream()
                .collect(Collectors.groupingBy(RunHistory.Activity::step))
                .forEach((step, visits) -> all.marks.put(
                        step,
                        new Mark(
                                state(visits, acts.getOrDefault(step, List.of())),
                                visits.size(),
                                visits.stream()
                                        .mapToLong(visit -> Duration.between(visit.started(), end(visit, now))
                                                .toSeconds())
                                        .sum())));
        return all;
    }

    private static Instant end(RunHistory.Activity visit, Instant now) {
        Instant ended = visit.ended();
        return ended == null ? now : ended;
    }

    private static State state(List<RunHistory.Activity> visits, List<Entry> acts) {
        if (visits.stream().anyMatch(visit -> visit.ended() == null)) {
            return State.HERE;
        }
        if (had(acts, Outcome.FAILED)) {
            return State.FAILED;
        }
        if (had(acts, Outcome.REFUSED)) {
            return State.REFUSED;
        }
        return had(acts, Outcome.SKIPPED) ? State.SKIPPED : State.TAKEN;
    }

    /** A command that was cut off is the business of the step around it. */
    private static boolean had(List<Entry> acts, Outcome outcome) {
        return acts.stream()
                .anyMatch(entry ->
                        entry.draft().outcome() == outcome && entry.draft().command() == null);
    }

    Optional<Mark> at(String element) {
        return Optional.ofNullable(marks.get(element));
    }
}
