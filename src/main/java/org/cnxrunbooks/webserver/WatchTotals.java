package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a watch has seen from its beginning; the evidence that a runbook keeps, and goes on from after a crash. The time in
 * which nobody watched is no gap.
 *
 * @param clusters one for each web server and cluster, sorted
 */
public record WatchTotals(List<WatchTotal> clusters) {

    /** Before the first look. */
    public static final WatchTotals NONE = new WatchTotals(List.of());

    public WatchTotals {
        clusters = List.copyOf(clusters);
    }

    /** These and what was taken since. */
    public WatchTotals plus(List<WatchSecond> taken) {
        TreeMap<String, WatchTotal> sums = new TreeMap<>();
        clusters.forEach(total -> sums.put(key(total.webServer(), total.cluster()), total));
        taken.forEach(second -> sums.compute(
                key(second.webServer(), second.cluster()),
                (key, total) -> (total == null ? WatchTotal.none(second) : total).plus(second)));
        return new WatchTotals(List.copyOf(sums.values()));
    }

    /** Looks that ended, everywhere. */
    public long requests() {
        return clusters.stream().mapToLong(WatchTotal::requests).sum();
    }

    /** Those that failed. */
    public long failures() {
        return clusters.stream().mapToLong(WatchTotal::failures).sum();
    }

    /** The longest gap anywhere. */
    public Duration worstGap() {
        return worst().map(WatchTotal::worstGap).orElse(Duration.ZERO);
    }

    /** Where the longest gap was; empty before the first look. */
    public Optional<WatchTotal> worst() {
        return clusters.stream().max(Comparator.comparing(WatchTotal::worstGap));
    }

    /** Hundreds digit of the status that is no failure there; 0 where no answer gave one. */
    int usual(WatchTarget target, WatchKind kind) {
        return clusters.stream()
                .filter(total -> total.webServer().equals(target.webServer())
                        && total.cluster().equals(target.cluster()))
                .flatMap(total -> total.kinds().entrySet().stream())
                .filter(count -> count.getKey().frequent() == kind.frequent())
                .mapToInt(count -> count.getValue().usual())
                .max()
                .orElse(0);
    }

    private static String key(String webServer, String cluster) {
        return webServer + "\n" + cluster;
    }
}
