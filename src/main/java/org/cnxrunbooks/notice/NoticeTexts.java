package org.cnxrunbooks.notice;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.announce.CalendarEntry;

/**
 * Every message of a notice: what users are told when the window is planned, near, changed, given up or over, and what
 * operators are told when something waits for them.
 *
 * @param runId of the run that the messages belong to
 * @param reason what happens and why, in the users' words
 * @param window as it stands now
 */
record NoticeTexts(String runId, String reason, NoticeWindow window) {

    private static final String NAME = "Connections maintenance";
    private static final String SAVE =
            "Please save your work before it begins; while it lasts, every address of Connections"
                    + " shows a notice instead.";
    private static final String NO_NEED = "Nothing is needed from you.";
    private static final int BANNER_REASON = 160;

    /** The window is planned: to users. */
    NoticeText planned() {
        return toUsers(
                NAME + ": " + window.shortText(),
                "Connections will not be available for " + window.length() + ".",
                List.of("Connections goes down for planned maintenance at the time below."),
                facts(window),
                List.of(SAVE),
                "Planned maintenance: Connections is not available " + window.text() + ". " + shortReason());
    }

    /** The window is near: to users. {@code ahead} is the time until it begins. */
    NoticeText reminder(Duration ahead) {
        String soon = NoticeWindow.words(ahead);
        return toUsers(
                "Reminder: " + NAME + " in " + soon + ", " + window.shortText(),
                "Connections goes down in " + soon + ".",
                List.of("This is a reminder of the maintenance that was announced."),
                facts(window),
                List.of(SAVE),
                planned().banner());
    }

    /** The window is another one now: to users. */
    NoticeText moved(NoticeWindow before) {
        return toUsers(
                "New time: " + NAME + ", " + window.shortText(),
                "The maintenance of Connections has a new time.",
                List.of("It was announced for " + before.text() + ". That time no longer holds; this one does:"),
                facts(window),
                List.of(SAVE),
                "New time of the planned maintenance: Connections is not available " + window.text() + ". "
                        + shortReason());
    }

    /** The window ends later, while users are shut out: to users. */
    NoticeText extended(NoticeWindow before) {
        return toUsers(
                "Taking longer: " + NAME + " until " + window.endText(),
                "The maintenance of Connections takes longer than planned.",
                List.of("Connections was to be back by " + before.endText()
                        + ". It is expected at the time below instead."),
                facts(window),
                List.of("We tell you when Connections is back."),
                "The maintenance takes longer: Connections is expected back by " + window.endText() + ".");
    }

    /** The window is given up before it begins: to users. */
    NoticeText withdrawn() {
        return toUsers(
                "Withdrawn: " + NAME + " of " + window.startText(),
                "The planned maintenance of Connections is withdrawn.",
                List.of("It was announced for " + window.text() + ". Connections stays available.", NO_NEED),
                Map.of(),
                List.of(),
                "The maintenance planned for " + window.startText() + " is withdrawn. Connections stays available.");
    }

    /** The notice could not be raised and was undone: to users. */
    NoticeText rolledBack() {
        return toUsers(
                "Did not take place: " + NAME + " of " + window.startText(),
                "The maintenance of Connections did not take place.",
                List.of(
                        "It was announced for " + window.text() + ". Connections is available as before.",
                        "We announce a new time before we try again. " + NO_NEED),
                Map.of(),
                List.of(),
                "The maintenance planned for " + window.startText() + " did not take place. Connections is available.");
    }

    /** Users are let in again: to users. */
    NoticeText serviceBack() {
        return toUsers(
                "Back in service: Connections",
                "Connections is back in service.",
                List.of(
                        "The maintenance that began " + window.startText() + " is over.",
                        "If a page still shows the notice, load it again."),
                Map.of(),
                List.of(),
                "Connections is back in service.");
    }

    /** The window begins: to operators. {@code waiting} says what waits for them. */
    NoticeText windowBegins(String waiting) {
        return toOperators("Begins: " + NAME + " until " + window.endText(), "The window begins.", waiting);
    }

    /** The planned end is reached and users are still shut out: to operators. */
    NoticeText windowEnds(String waiting) {
        return toOperators(
                "Planned end reached: " + NAME + " of " + window.startText(),
                "The planned end of the window is reached, and users are still shut out.",
                waiting);
    }

    /** The window for calendars. */
    CalendarEntry entry(int sequence) {
        return entry(sequence, false);
    }

    /** Takes the window out of calendars. */
    CalendarEntry cancelledEntry(int sequence) {
        return entry(sequence, true);
    }

    private CalendarEntry entry(int sequence, boolean cancelled) {
        return new CalendarEntry(
                runId + "@connections-runbooks",
                sequence,
                cancelled,
                (cancelled ? "Withdrawn: " : "") + NAME,
                "Connections is not available " + window.text() + ".\n\n"
                        + String.join(
                                "\n\n",
                                new UsersWords(reason)
                                        .paragraphs().stream()
                                                .map(lines -> String.join("\n", lines))
                                                .toList()),
                window.start(),
                window.end());
    }

    private NoticeText toUsers(
            String subject,
            String headline,
            List<String> opening,
            Map<String, String> facts,
            List<String> closing,
            String banner) {
        UsersWords words = new UsersWords(facts.isEmpty() ? "" : reason);
        return new NoticeText(subject, headline, opening, facts, words, closing, runId, banner.strip());
    }

    private NoticeText toOperators(String subject, String headline, String waiting) {
        return new NoticeText(
                subject,
                headline,
                List.of("Waiting for you: " + new UsersWords(waiting).oneLine(Integer.MAX_VALUE)),
                facts(window),
                new UsersWords(""),
                List.of(),
                runId,
                "");
    }

    private static Map<String, String> facts(NoticeWindow window) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("From", window.startText());
        facts.put("Until", window.endText());
        facts.put("Length", window.length());
        if (!window.place().isEmpty()) {
            facts.put("Time zone", window.place());
        }
        return facts;
    }

    private String shortReason() {
        return new UsersWords(reason).oneLine(BANNER_REASON);
    }
}
