package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was asked for, read and judged.
 *
 * @param fixIds in upper case, each once
 * @param start when the window begins; the moment of planning where nothing was said
 * @param length of the window; zero where nothing was said
 */
record IfixOrder(
        String runId,
        String starter,
        String changeReference,
        List<String> fixIds,
        String fixDirectory,
        Instant start,
        Duration length,
        long errorBudget,
        Duration drainLimit) {

    IfixOrder {
        fixIds = List.copyOf(fixIds);
    }
}
