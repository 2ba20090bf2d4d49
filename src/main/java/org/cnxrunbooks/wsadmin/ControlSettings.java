package org.cnxrunbooks.wsadmin;

import java.time.Duration;

/**
 * How servers are started and stopped.
 *
 * @param parallel most processes handled at a time, over all hosts
 * @param stopTimeout for one process
 * @param startTimeout for one process
 * @param probeTimeout for one serverStatus
 */
public record ControlSettings(int parallel, Duration stopTimeout, Duration startTimeout, Duration probeTimeout) {

    public static final ControlSettings DEFAULT =
            new ControlSettings(4, Duration.ofMinutes(15), Duration.ofMinutes(20), Duration.ofMinutes(2));
}
