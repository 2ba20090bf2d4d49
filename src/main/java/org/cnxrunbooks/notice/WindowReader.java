package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.NEW_WINDOW_LENGTH;
import static org.cnxrunbooks.notice.NoticeVariables.NEW_WINDOW_START;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_LENGTH;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_START;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.engine.Variable;

/** Reads when the window is to be. What cannot be read is a reason, and then some window that nobody will see. */
final class WindowReader {

    private static final Duration LONGEST = Duration.ofDays(14);

    private final StepRun run;
    private final ZoneId zone;
    private final Instant now;
    private final Reasons reasons;

    WindowReader(StepRun run, ZoneId zone, Instant now, Reasons reasons) {
        this.run = run;
        this.zone = zone;
        this.now = now;
        this.reasons = reasons;
    }

    /**
     * The window as asked for, or as an operator moved it.
     *
     * @param told the window that users were told of last: it may have begun, as long as it is not over
     */
    NoticeWindow read(Optional<NoticeWindow> told) {
        String moved = text(NEW_WINDOW_START);
        String longer = text(NEW_WINDOW_LENGTH);
        Instant start = start(moved.isEmpty() ? text(WINDOW_START) : moved, told);
        Duration length = length(longer.isEmpty() ? text(WINDOW_LENGTH) : longer);
        NoticeWindow window = new NoticeWindow(start, start.plus(length), zone);
        if (begins(told, start) && !window.end().isAfter(now)) {
            reasons.add(
                    "Window is over: windowStart and windowLength (observed %s, expected an end after %s)"
                            .formatted(window.text(), now),
                    "move the window or withdraw it");
        }
        return window;
    }

    private static boolean begins(Optional<NoticeWindow> told, Instant start) {
        return told.filter(window -> window.forMachines(window.start()).equals(window.forMachines(start)))
                .isPresent();
    }

    private Instant start(String text, Optional<NoticeWindow> told) {
        try {
            Instant start = OffsetDateTime.parse(text).toInstant();
            if (!start.isAfter(now) && !begins(told, start)) {
                reasons.add(
                        "Window lies in the past: windowStart (observed %s, expected a moment after %s)"
                                .formatted(text, now),
                        "choose a later moment");
            }
            return start;
        } catch (DateTimeException e) {
            reasons.add(
                    "Begin of the window cannot be read: windowStart (observed '%s', expected e.g. 2026-03-14T21:00:00+01:00)"
                            .formatted(text),
                    "give date, time and offset");
            return now;
        }
    }

    private Duration length(String text) {
        try {
            Duration length = Duration.parse(text);
            if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
                reasons.add(
                        "Length of the window not usable: windowLength (observed %s, expected one minute to 14 days)"
                                .formatted(text),
                        "correct the length");
                return Duration.ofHours(1);
            }
            return length;
        } catch (DateTimeException e) {
            reasons.add(
                    "Length of the window cannot be read: windowLength (observed '%s', expected e.g. PT2H)"
                            .formatted(text),
                    "write it as an ISO 8601 duration");
            return Duration.ofHours(1);
        }
    }

    private String text(Variable<String> variable) {
        return run.find(variable).orElse("").strip();
    }
}
