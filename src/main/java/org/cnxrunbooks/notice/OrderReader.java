package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.*;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Recipients;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.engine.Variable;
import org.cnxrunbooks.webserver.AddressRange;

/** Reads the start form. Everything wrong becomes a reason; nothing is guessed. */
final class OrderReader {

    private static final String DEFAULT_REMINDERS = "P7D,P1D,PT1H";
    private static final List<String> CODES = List.of("500", "503", "403");

    private final StepRun run;
    private final Cell cell;
    private final Audience audience;
    private final Instant now;
    private final Reasons reasons;

    OrderReader(StepRun run, Cell cell, Audience audience, Instant now, Reasons reasons) {
        this.run = run;
        this.cell = cell;
        this.audience = audience;
        this.now = now;
        this.reasons = reasons;
    }

    /** @param told of the window that users were told of last; that one may have begun */
    NoticeOrder read(Optional<NoticePlan> told) {
        NoticeWindow window = new WindowReader(run, audience.zone(), now, reasons).read(told.map(NoticePlan::window));
        List<Duration> leads = leads();
        return new NoticeOrder(
                run.runId(),
                cell.name(),
                run.starter(),
                reason(),
                window,
                shutOut(),
                statusCode(),
                recipients(),
                leads.stream()
                        .filter(lead -> window.start().minus(lead).isAfter(now))
                        .toList(),
                leads.stream()
                        .filter(lead -> !window.start().minus(lead).isAfter(now))
                        .toList(),
                operators(),
                banner());
    }

    private String reason() {
        String reason = text(REASON);
        if (reason.isEmpty()) {
            reasons.add("No reason given: reason (observed nothing, expected what is done and why)", "users read it");
        }
        return reason;
    }

    private List<Duration> leads() {
        List<Duration> leads = new ArrayList<>();
        for (String word : words(run.find(REMINDERS).orElse(DEFAULT_REMINDERS))) {
            try {
                Duration lead = word.contains("T") ? Duration.parse(word) : days(word);
                if (lead.isNegative() || lead.isZero()) {
                    throw new DateTimeException("not before the window");
                }
                leads.add(lead);
            } catch (DateTimeException e) {
                reasons.add(
                        "Reminder cannot be read: reminders (observed '%s', expected e.g. P7D or PT1H)".formatted(word),
                        "write durations before the window, separated by comma");
            }
        }
        return leads.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }

    private static Duration days(String word) {
        Period period = Period.parse(word);
        if (period.getMonths() != 0 || period.getYears() != 0) {
            throw new DateTimeException("no fixed length");
        }
        return Duration.ofDays(period.getDays());
    }

    private ShutOut shutOut() {
        String way = text(SHUT_OUT);
        return ShutOut.of(way.isEmpty() ? ShutOut.REDIRECT.text() : way).orElseGet(() -> {
            reasons.add(
                    "Unknown way of shutting out: shutOut (observed '%s', expected redirect or stop)".formatted(way),
                    "choose one of them");
            return ShutOut.REDIRECT;
        });
    }

    private int statusCode() {
        String code = run.find(STATUS_CODE).orElse("").isBlank() ? CODES.get(0) : text(STATUS_CODE);
        if (!CODES.contains(code)) {
            reasons.add(
                    "Unknown status code: statusCode (observed '%s', expected one of %s)".formatted(code, CODES),
                    "choose one of them");
            return 500;
        }
        return Integer.parseInt(code);
    }

    private List<String> recipients() {
        Recipients recipients = Recipients.parse(text(RECIPIENTS), audience);
        recipients.refusal().ifPresent(reasons::add);
        return recipients.addresses();
    }

    private List<AddressRange> operators() {
        List<AddressRange> ranges = new ArrayList<>();
        for (String word : words(text(ALLOWED_ADDRESSES))) {
            try {
                ranges.add(AddressRange.parse(word));
            } catch (IllegalArgumentException e) {
                reasons.add(
                        "Address cannot be read: allowedAddresses (observed '%s', expected an IP address or a CIDR range)"
                                .formatted(word),
                        String.valueOf(e.getMessage()));
            }
        }
        return ranges;
    }

    private boolean banner() {
        boolean banner = run.find(BANNER).orElse(false);
        if (banner && cell.findBanner().isEmpty()) {
            reasons.add(
                    "Banner not configured: cell %s (observed no banner, expected url, user and password)"
                            .formatted(cell.name()),
                    "set runbooks.cells.%s.banner or leave the banner out".formatted(cell.name()));
        }
        return banner;
    }

    private String text(Variable<String> variable) {
        return run.find(variable).orElse("").strip();
    }

    private static List<String> words(String text) {
        return List.of(text.split("[,;\\s]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
