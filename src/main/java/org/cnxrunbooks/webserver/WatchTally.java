package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A {@link WatchSecond} in the making. Guarded by its {@link WatchCounts}. */
final class WatchTally {

    private long requests;
    private long failures;
    private long slowest;
    private long gap;
    private int usual;
    private final Map<String, Long> served = new HashMap<>();
    private final Map<String, Long> problems = new HashMap<>();

    /** @param gap nanoseconds since the last success */
    void add(WatchResult result, long gap) {
        requests++;
        slowest = Math.max(slowest, result.nanos());
        this.gap = Math.max(this.gap, gap);
        usual = result.usual();
        if (!result.problem().isEmpty()) {
            failures++;
            FewCounts.add(problems, result.problem(), 1);
        } else if (!result.cloneId().isEmpty()) {
            FewCounts.add(served, result.cloneId(), 1);
        }
    }

    /** Adds what was counted before. */
    void addEarlier(WatchTally earlier) {
        requests += earlier.requests;
        failures += earlier.failures;
        slowest = Math.max(slowest, earlier.slowest);
        gap = Math.max(gap, earlier.gap);
        usual = usual == 0 ? earlier.usual : usual;
        earlier.served.forEach((id, count) -> FewCounts.add(served, id, count));
        earlier.problems.forEach((problem, count) -> FewCounts.add(problems, problem, count));
    }

    WatchSecond at(Instant second, WatchTarget target, WatchKind kind) {
        return new WatchSecond(
                second,
                target.webServer(),
                target.cluster(),
                kind,
                requests,
                failures,
                Duration.ofNanos(slowest).toMillis(),
                Duration.ofNanos(gap).toMillis(),
                usual,
                served,
                problems);
    }
}
