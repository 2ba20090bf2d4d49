package org.cnxrunbooks.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long steps are worked in this process.
 *
 * @param slots long steps worked at the same time by this node
 * @param lease how long a step stays ours without a sign of life; after that another node takes it over
 * @param poll how often to look for what nobody announced: steps begun by other nodes, expired leases, retries due
 * @param retryDelay wait before the first retry, doubled for each further one
 * @param grace how long a shutdown waits for running work to stop
 */
@ConfigurationProperties("runbooks.engine")
record EngineSettings(
        @DefaultValue("4") int slots,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5s") Duration poll,
        @DefaultValue("10s") Duration retryDelay,
        @DefaultValue("20s") Duration grace) {

    EngineSettings {
        check(slots >= 1, "slots", slots, "at least 1");
        check(lease.toMillis() >= 300, "lease", lease, "at least 300ms");
        check(poll.toMillis() >= 10, "poll", poll, "at least 10ms");
        check(!retryDelay.isNegative(), "retry-delay", retryDelay, "not negative");
        check(!grace.isNegative(), "grace", grace, "not negative");
    }

    private static void check(boolean holds, String key, Object observed, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("setting refused: runbooks.engine." + key + " (observed " + observed
                    + ", expected " + expected + ")");
        }
    }
}
