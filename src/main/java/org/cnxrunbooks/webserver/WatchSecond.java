package org.cnxrunbooks.webserver;

import java.time.Instant;
import java.util.Map;

/**
 * What came back in one second from one cluster through one web server to one kind of look. A look counts in the second in
 * which it ended; a second in which none ended has no record.
 *
 * @param second UTC, without a fraction
 * @param requests that ended, failed ones too
 * @param failures among them
 * @param slowestMillis of them all
 * @param gapMillis longest time without a success of any frequent kind at this target that ended in this second, or that a
 *     failure showed to go on; 0 before the first success
 * @param usual hundreds digit of the status that is no failure; 0 while no answer gave one
 * @param served successes by clone id, where the session cookie told
 * @param problems failures by their reason
 */
public record WatchSecond(
        Instant second,
        String webServer,
        String cluster,
        WatchKind kind,
        long requests,
        long failures,
        long slowestMillis,
        long gapMillis,
        int usual,
        Map<String, Long> served,
        Map<String, Long> problems) {

    public WatchSecond {
        served = FewCounts.of(served);
        problems = FewCounts.of(problems);
    }
}
