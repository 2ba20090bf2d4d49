package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.engine.Variable;

/** Reads the start form. Everything wrong becomes a reason; nothing is guessed. */
final class OrderReading {

    private static final Duration LONGEST_DRAIN = Duration.ofHours(4);

    private final StepRun run;
    private final Instant now;
    private final Reasons reasons;

    OrderReading(StepRun run, Instant now, Reasons reasons) {
        this.run = run;
        this.now = now;
        this.reasons = reasons;
    }

    IfixOrder read() {
        return new IfixOrder(
                run.runId(),
                run.starter(),
                text(CHANGE_REFERENCE),
                fixIds(),
                fixDirectory(),
                start(),
                duration(WINDOW_LENGTH, "PT0S", length -> !length.isNegative()),
                errorBudget(),
                duration(
                        DRAIN_LIMIT,
                        "PT15M",
                        limit -> !limit.isNegative() && !limit.isZero() && limit.compareTo(LONGEST_DRAIN) <= 0));
    }

    private List<String> fixIds() {
        List<String> ids = Arrays.stream(text(FIX_IDS).split("[,;\\s]+"))
                .filter(id -> !id.isEmpty())
                .map(id -> id.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            reasons.add(
                    "No fix named: fixIds (observed nothing, expected e.g. LO66666)",
                    "name one fix or several, by comma");
        }
        ids.stream()
                .filter(id -> !ReleaseLevel.INTERIM_FIX.matcher(id).matches())
                .forEach(id -> reasons.add(
                        "Fix id cannot be read: fixIds (observed '%s', expected an APAR id such as LO66666 or LO100042)"
                                .formatted(id),
                        "write the id as it stands in the name of the fix's file"));
        return ids;
    }

    private String fixDirectory() {
        String directory = text(FIX_DIRECTORY).replaceFirst("(?<=.)/+$", "");
        if (!directory.startsWith("/") || directory.chars().anyMatch(Character::isISOControl)) {
            reasons.add(
                    "Directory of the fixes cannot be read: fixDirectory (observed '%s', expected an absolute path on the deployment manager's host)"
                            .formatted(directory),
                    "name the directory that holds the fix's jar file");
        }
        return directory;
    }

    private Instant start() {
        String text = text(WINDOW_START);
        try {
            return text.isEmpty() ? now : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            reasons.add(
                    "Begin of the window cannot be read: windowStart (observed '%s', expected e.g. 2026-03-14T21:00:00+01:00)"
                            .formatted(text),
                    "give date, time and offset, or nothing to begin when it is approved");
            return now;
        }
    }

    private long errorBudget() {
        long budget = run.find(ERROR_BUDGET).orElse(0L);
        if (budget < 0) {
            reasons.add(
                    "Error budget not usable: errorBudget (observed %d, expected 0 or more)".formatted(budget),
                    "say how many failed requests are borne without asking anybody");
        }
        return Math.max(0, budget);
    }

    private Duration duration(Variable<String> variable, String otherwise, Predicate<Duration> usable) {
        String text = text(variable).isEmpty() ? otherwise : text(variable);
        try {
            Duration duration = Duration.parse(text);
            if (usable.test(duration)) {
                return duration;
            }
        } catch (DateTimeException e) {
            // said below, with what was observed
        }
        reasons.add(
                "Duration not usable: %s (observed '%s', expected e.g. PT15M, at most %s for a drain)"
                        .formatted(variable.name(), text, LONGEST_DRAIN),
                "write it as an ISO 8601 duration");
        return Duration.parse(otherwise);
    }

    private String text(Variable<String> variable) {
        return run.find(variable).orElse("").strip();
    }
}
