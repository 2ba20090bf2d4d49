package org.cnxrunbooks.wsadmin;

import org.cnxrunbooks.host.Progress;

/**
 * On whose behalf servers are started or stopped; names the remote jobs, so that the same step of the same run finds
 * its jobs again after a crash.
 *
 * @param runId business key of the run
 * @param step e.g. {@code stopServers}
 * @param attempt 1 for the first try; one more after a person decided to retry
 * @param progress told of every finished process, asked whether to go on
 */
public record ControlRun(String runId, String step, int attempt, Progress progress) {}
