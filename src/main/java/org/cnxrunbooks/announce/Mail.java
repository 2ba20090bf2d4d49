package org.cnxrunbooks.announce;

import org.jspecify.annotations.Nullable;

/**
 * One message, sent to each recipient by itself so that nobody sees who else got it.
 *
 * @param id unique for run, occasion and repetition, e.g. {@code maintenance-notice-lab-20260314-210000.window.0}; the
 *     same id always means the same message, so that a mail system recognises a repetition
 * @param subject one line; refused with a control character in it, as that could smuggle a header in
 * @param text plain text
 * @param html the same as HTML, self-contained
 * @param calendar entry for the window, absent where the message has none
 */
public record Mail(String id, String subject, String text, String html, @Nullable CalendarEntry calendar) {

    public Mail {
        oneLine("id", id);
        oneLine("subject", subject);
    }

    private static void oneLine(String part, String value) {
        if (value.isBlank() || value.codePoints().anyMatch(Mail::breaksLines)) {
            throw new IllegalArgumentException(
                    "message refused: %s (observed '%s', expected one line of text)".formatted(part, value.strip()));
        }
    }

    private static boolean breaksLines(int point) {
        return Character.isISOControl(point) || point == '\u2028' || point == '\u2029';
    }
}
