package org.cnxrunbooks.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Moments as a person or a link writes them: {@code 2026-03-14} for the begin of that day in UTC, or with time and zone. */
final class Moments {

    private Moments() {}

    /** Null for nothing; what cannot be read is refused. */
    static @Nullable Instant of(String name, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Turned(
                    HttpStatus.BAD_REQUEST,
                    "Not a moment: " + name + " (observed " + text + ", expected 2026-03-14 or 2026-03-14T21:00:00Z)");
        }
    }

    static Instant of(String name, String text, Instant otherwise) {
        Instant moment = of(name, text);
        return moment == null ? otherwise : moment;
    }
}
