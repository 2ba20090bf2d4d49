package org.cnxrunbooks.announce;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The window as an iCalendar event (RFC 5545, RFC 5546).
 *
 * @param uid the same for every message about one window
 * @param sequence 0 for the first, one more for each change
 * @param cancelled true takes the entry out of calendars
 */
public record CalendarEntry(
        String uid,
        int sequence,
        boolean cancelled,
        String summary,
        String description,
        Instant start,
        Instant end,
        ZoneId zone) {}
