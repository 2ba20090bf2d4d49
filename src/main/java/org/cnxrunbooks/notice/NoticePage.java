package org.cnxrunbooks.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.announce.HtmlText;

/**
 * The page {@code upgrading.html} that users get while they are shut out: one file without script or asset. It is pure
 * ASCII, so that no character set that a web server announces for it makes it unreadable.
 *
 * @param runId by which probes know the page, in {@code <meta name="cnx-run">}
 * @param reason what happens and why, in the users' words
 */
record NoticePage(String runId, String reason, NoticeWindow window) {

    /** Internet Explorer and old Chrome show a page of their own in place of a shorter error page. */
    static final int SHORTEST = 600;

    private static final String TEMPLATE = "upgrading.html";
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

    byte[] bytes() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("runId", HtmlText.escape(runId)),
                Map.entry("reason", new UsersWords(reason).html("")),
                Map.entry("startWeekday", HtmlText.escape(window.weekday(window.start()))),
                Map.entry("startDate", HtmlText.escape(window.date(window.start()))),
                Map.entry("startTime", HtmlText.escape(window.time(window.start()))),
                Map.entry("startZone", HtmlText.escape(window.abbreviation(window.start()))),
                Map.entry("startMachine", HtmlText.escape(window.forMachines(window.start()))),
                Map.entry("endWeekday", HtmlText.escape(window.weekday(window.end()))),
                Map.entry("endDate", HtmlText.escape(window.date(window.end()))),
                Map.entry("end", HtmlText.escape(window.endText())),
                Map.entry("endTime", HtmlText.escape(window.time(window.end()))),
                Map.entry("endZone", HtmlText.escape(window.abbreviation(window.end()))),
                Map.entry("endMachine", HtmlText.escape(window.forMachines(window.end()))),
                Map.entry("length", HtmlText.escape(window.length())),
                Map.entry("place", HtmlText.escape(window.place())));
        Matcher hole = HOLE.matcher(template());
        String page = hole.replaceAll(
                found -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(found.group(1)), found.group(1))));
        return ascii(page).getBytes(StandardCharsets.US_ASCII);
    }

    private static String ascii(String page) {
        StringBuilder ascii = new StringBuilder(page.length());
        page.codePoints().forEach(point -> {
            if (point < 128) {
                ascii.appendCodePoint(point);
            } else {
                ascii.append("&#").append(point).append(';');
            }
        });
        return ascii.toString();
    }

    private static String template() {
        try (InputStream stream = Objects.requireNonNull(NoticePage.class.getResourceAsStream(TEMPLATE))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's template is not readable: " + TEMPLATE, e);
        }
    }
}
