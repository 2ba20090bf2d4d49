package org.cnxrunbooks.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.cnxrunbooks.engine.Reasons;

/** The moment at which a backup may begin. */
final class StartTime {

    private StartTime() {}

    /** Reads an ISO-8601 date and time with offset; blank means now; what cannot be read is a reason, and then now. */
    static Instant parse(String text, Instant now, Reasons reasons) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (text.isBlank()) {
            return second;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            reasons.add(
                    "Start time cannot be read: startAt (observed %s, expected e.g. 2026-03-14T21:00:00+01:00)"
                            .formatted(text),
                    "give date, time and offset, or leave it empty to begin once the plan is approved");
            return second;
        }
    }
}
