package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How a watch looks.
 *
 * @param newEvery time between two looks of a new visitor at one target
 * @param stickyEvery time between two looks of a user with a session at one target
 * @param longRequest how long the body of a long request takes, and the pause after it
 * @param patience from the beginning of a look to the end of its answer; a long request has it after its body
 */
public record WatchSettings(Duration newEvery, Duration stickyEvery, Duration longRequest, Duration patience) {

    public WatchSettings {
        if (Stream.of(newEvery, stickyEvery, longRequest, patience)
                .anyMatch(time -> time.isZero() || time.isNegative())) {
            throw new IllegalArgumentException("a watch takes time");
        }
    }

    /** One look of each kind in a second, uploads of six seconds, ten seconds of patience. */
    public static WatchSettings usual() {
        return new WatchSettings(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(10));
    }
}
