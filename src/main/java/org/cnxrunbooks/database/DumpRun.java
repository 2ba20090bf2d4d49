package org.cnxrunbooks.database;

import java.time.Duration;
import org.cnxrunbooks.host.Progress;

/**
 * On whose behalf a database is dumped; names the remote job.
 *
 * @param runId business key of the run
 * @param step e.g. {@code dumpDatabases}
 * @param attempt 1 for the first try; one more after a person decided to retry
 * @param timeout for one database
 */
public record DumpRun(String runId, String step, int attempt, Duration timeout, Progress progress) {}
