package org.cnxrunbooks.announce;

import java.time.Instant;

/**
 * The window as an iCalendar event (RFC 5545, RFC 5546). It carries no time zone: as it happens once, its times are
 * written in UTC, which every calendar shows in its owner's zone.
 *
 * @param uid the same for every message about one window
 * @param sequence 0 for the first, one more for each change
 * @param cancelled true takes the entry out of calendars
 */
public record CalendarEntry(
        String uid, int sequence, boolean cancelled, String summary, String description, Instant start, Instant end) {}
