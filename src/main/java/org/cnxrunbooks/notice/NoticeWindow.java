package org.cnxrunbooks.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When users are shut out, and how that is written for them: English, 24 hours, in their zone, whose offset is always
 * said, as an abbreviation alone means different places to different people.
 *
 * @param start first instant of the window
 * @param end instant at which service is to be back
 * @param zone of the users
 */
record NoticeWindow(Instant start, Instant end, ZoneId zone) {

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final DateTimeFormatter MACHINE = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    NoticeWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "window refused: %s (observed end %s, expected one after the start)".formatted(start, end));
        }
    }

    /** Whether it has begun; that it has not ended is nobody's promise. */
    boolean isOpen(Instant now) {
        return !start.isAfter(now);
    }

    /** E.g. {@code Saturday 14 March 2026, 21:00 to 23:00 CET (Europe/Berlin, UTC+01:00)}. */
    String text() {
        return shortText() + (place().isEmpty() ? "" : " (" + place() + ")");
    }

    /** The same without what the zone's abbreviation stands for. */
    String shortText() {
        String from = day(start) + ", " + (offset(start).equals(offset(end)) ? time(start) : timeWithZone(start));
        String to = (oneDay() ? "" : day(end) + ", ") + timeWithZone(end);
        return from + " to " + to;
    }

    String startText() {
        return momentText(start);
    }

    String endText() {
        return momentText(end);
    }

    /** Any moment in the users' zone, e.g. {@code Saturday 14 March 2026, 21:00 CET}. */
    String momentText(Instant moment) {
        return day(moment) + ", " + timeWithZone(moment);
    }

    /** E.g. {@code Saturday}. */
    String weekday(Instant instant) {
        return WEEKDAY.format(at(instant));
    }

    /** E.g. {@code 14 March 2026}. */
    String date(Instant instant) {
        return DATE.format(at(instant));
    }

    /** E.g. {@code 21:00}. */
    String time(Instant instant) {
        return TIME.format(at(instant));
    }

    /** E.g. {@code CET}; of a zone without a name its offset, e.g. {@code UTC+02:00}. */
    String abbreviation(Instant instant) {
        return zone.normalized() instanceof ZoneOffset fixed ? utc(fixed) : ABBREVIATION.format(at(instant));
    }

    /** For timers, variables and the attribute {@code datetime}, in whole seconds, e.g. {@code 2026-03-14T21:00:00+01:00}. */
    String forMachines(Instant instant) {
        return MACHINE.format(at(instant.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** What the abbreviation stands for, e.g. {@code Europe/Berlin, UTC+01:00}; empty where it says all there is. */
    String place() {
        if (zone.normalized() instanceof ZoneOffset) {
            return "";
        }
        String begins = utc(offset(start));
        String ends = utc(offset(end));
        return zone.getId() + ", " + begins + (begins.equals(ends) ? "" : ", then " + ends);
    }

    /** The time that really passes, e.g. {@code 2 hours 30 minutes}. */
    String length() {
        return words(Duration.between(start, end));
    }

    /** Days, hours and minutes; seconds are cut off. */
    static String words(Duration length) {
        List<String> words = new ArrayList<>();
        count(words, length.toDays(), "day");
        count(words, length.toHoursPart(), "hour");
        count(words, length.toMinutesPart(), "minute");
        return words.isEmpty() ? "less than a minute" : String.join(" ", words);
    }

    private static void count(List<String> words, long number, String unit) {
        if (number > 0) {
            words.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    private boolean oneDay() {
        return at(start).toLocalDate().equals(at(end).toLocalDate());
    }

    private String day(Instant instant) {
        return weekday(instant) + " " + date(instant);
    }

    private String timeWithZone(Instant instant) {
        return time(instant) + " " + abbreviation(instant);
    }

    private ZoneOffset offset(Instant instant) {
        return zone.getRules().getOffset(instant);
    }

    private static String utc(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}
