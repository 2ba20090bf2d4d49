package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What users of one cluster got through one web server.
 *
 * @param kinds counts by kind of look
 * @param worstGap longest time between two successes of visits, or from a success to a failure after it
 * @param worstGapEnd second in which it ended, or was last seen to go on; absent where there was none
 * @param lastFailure second of the latest failure; absent where there was none
 * @param served successes by clone id
 * @param problems failures by their reason
 * @param first second of the first look that ended, UTC
 * @param last second of the last one
 */
public record WatchTotal(
        String webServer,
        String cluster,
        Map<WatchKind, WatchCount> kinds,
        Duration worstGap,
        @Nullable Instant worstGapEnd,
        @Nullable Instant lastFailure,
        Map<String, Long> served,
        Map<String, Long> problems,
        Instant first,
        Instant last) {

    public WatchTotal {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
        served = FewCounts.of(served);
        problems = FewCounts.of(problems);
    }

    /** Looks of all kinds that ended. */
    public long requests() {
        return kinds.values().stream().mapToLong(WatchCount::requests).sum();
    }

    /** Those that failed. */
    public long failures() {
        return kinds.values().stream().mapToLong(WatchCount::failures).sum();
    }

    static WatchTotal none(WatchSecond first) {
        return new WatchTotal(
                first.webServer(),
                first.cluster(),
                Map.of(),
                Duration.ZERO,
                null,
                null,
                Map.of(),
                Map.of(),
                first.second(),
                first.second());
    }

    WatchTotal plus(WatchSecond second) {
        Map<WatchKind, WatchCount> sums = new TreeMap<>(kinds);
        sums.put(second.kind(), count(second.kind()).plus(second));
        Duration gap = Duration.ofMillis(second.gapMillis());
        boolean worse = gap.compareTo(worstGap) > 0;
        return new WatchTotal(
                webServer,
                cluster,
                sums,
                worse ? gap : worstGap,
                worse ? second.second() : worstGapEnd,
                second.failures() == 0 || lastFailure != null && lastFailure.isAfter(second.second())
                        ? lastFailure
                        : second.second(),
                FewCounts.sum(served, second.served()),
                FewCounts.sum(problems, second.problems()),
                second.second().isBefore(first) ? second.second() : first,
                second.second().isAfter(last) ? second.second() : last);
    }

    WatchCount count(WatchKind kind) {
        return kinds.getOrDefault(kind, WatchCount.NONE);
    }
}
