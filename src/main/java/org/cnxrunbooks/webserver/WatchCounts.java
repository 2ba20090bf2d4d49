package org.cnxrunbooks.webserver;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The seconds that nobody has taken yet. When nobody does for long, the oldest ones are added up: no count is lost, only
 * its place in time. Any thread may call.
 */
final class WatchCounts {

    static final int KEPT = 600;

    private record Row(WatchTarget target, WatchKind kind) {}

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final TreeMap<Long, Map<Row, WatchTally>> seconds = new TreeMap<>();
    private final Map<WatchTarget, Long> successes = new HashMap<>();
    private boolean sealed;

    /** @param nanoTime goes on evenly where the clock is set */
    WatchCounts(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Counts a look that ended now; nothing any more after {@link #seal}. */
    synchronized void add(WatchResult result) {
        if (sealed) {
            return;
        }
        seconds.computeIfAbsent(clock.instant().getEpochSecond(), second -> new HashMap<>())
                .computeIfAbsent(new Row(result.target(), result.kind()), row -> new WatchTally())
                .add(result, gap(result));
        if (seconds.size() > KEPT) {
            seconds.pollFirstEntry().getValue().forEach((row, earlier) -> seconds.firstEntry()
                    .getValue()
                    .computeIfAbsent(row, added -> new WatchTally())
                    .addEarlier(earlier));
        }
    }

    /** No look counts any more. */
    synchronized void seal() {
        sealed = true;
    }

    /** Takes the seconds that are over; all of them after {@link #seal}. By time, web server, cluster and kind. */
    synchronized List<WatchSecond> take() {
        SortedMap<Long, Map<Row, WatchTally>> over =
                sealed ? seconds : seconds.headMap(clock.instant().getEpochSecond());
        List<WatchSecond> taken = new ArrayList<>();
        over.forEach((second, rows) -> rows.forEach(
                (row, tally) -> taken.add(tally.at(Instant.ofEpochSecond(second), row.target(), row.kind()))));
        over.clear();
        taken.sort(Comparator.comparing(WatchSecond::second)
                .thenComparing(WatchSecond::webServer)
                .thenComparing(WatchSecond::cluster)
                .thenComparing(WatchSecond::kind));
        return taken;
    }

    /** A success ends the time without one; a failure shows that it goes on. */
    private long gap(WatchResult result) {
        if (!result.kind().frequent()) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        Long last = successes.get(result.target());
        if (result.problem().isEmpty()) {
            successes.put(result.target(), now);
        }
        return last == null ? 0 : now - last;
    }
}
