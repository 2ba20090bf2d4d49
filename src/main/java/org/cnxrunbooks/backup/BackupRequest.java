package org.cnxrunbooks.backup;

import java.time.Instant;

/**
 * What an operator asked for.
 *
 * @param startAt moment at which the cell may be stopped, UTC; empty text of the form has become "now"
 */
record BackupRequest(
        String runId,
        String cellName,
        String changeReference,
        String reason,
        String starter,
        boolean includeInstallationManager,
        Instant startAt,
        Instant now) {}
