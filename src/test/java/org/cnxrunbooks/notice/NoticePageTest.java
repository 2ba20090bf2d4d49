package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NoticePageTest {

    private static final String RUN = "maintenance-notice-lab-20260314-200000";
    private static final NoticeWindow WINDOW = new NoticeWindow(
            Instant.parse("2026-03-14T20:00:00Z"), Instant.parse("2026-03-14T22:30:00Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void the_page_says_what_happens_and_until_when_in_the_users_zone() {
        String page = page("We move to new machines.");
        assertThat(page)
                .contains("<p>We move to new machines.</p>")
                .contains("<time datetime=\"2026-03-14T21:00:00+01:00\"><span class=\"clock\">21:00 <small>CET</small>")
                .contains("<time datetime=\"2026-03-14T23:30:00+01:00\">Saturday 14 March 2026, 23:30 CET</time>")
                .contains("2 hours 30 minutes")
                .contains("Europe/Berlin, UTC+01:00")
                .doesNotContain("{{");
    }

    @Test
    void probes_know_it_by_the_run_and_search_engines_forget_it() {
        assertThat(page("Why"))
                .contains("<meta name=\"cnx-run\" content=\"" + RUN + "\">")
                .contains("<meta name=\"robots\" content=\"noindex\">");
    }

    @Test
    void nothing_is_loaded_and_nothing_runs() {
        assertThat(page("Why"))
                .doesNotContainPattern(
                        "(?i)<script|<link|<img|<iframe|<object|src=|href=|url\\(|@import|https?:|\\son\\w+=");
    }

    @Test
    void what_a_person_wrote_stays_text() {
        String page = page("<script>alert('x')</script> \"Müller & Söhne\" {{runId}} $1 \\0\n<b>bold</b>\u0000\u0007");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;M&#252;ller &amp; S&#246;hne&quot; {{runId}} $1 \\0"
                                + "<br>\n&lt;b&gt;bold&lt;/b&gt;</p>")
                .doesNotContain("<script", "<b>", "\u0000", "\u0007");
    }

    @Test
    void paragraphs_and_lines_stay_apart() {
        assertThat(page("one\r\ntwo\r\n \r\n\r\nthree")).contains("<p>one<br>\ntwo</p>\n<p>three</p>");
    }

    @Test
    void no_character_set_of_a_web_server_makes_it_unreadable() {
        byte[] bytes = new NoticePage(RUN, "Wartung – 保守 \uD83D\uDE00 \uD800", WINDOW).bytes();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8))
                .contains("Wartung &#8211; &#20445;&#23432; &#128512; &#65533;");
    }

    @Test
    void old_browsers_do_not_take_it_for_too_short() {
        assertThat(new NoticePage("r", "x", WINDOW).bytes()).hasSizeGreaterThan(NoticePage.SHORTEST);
    }

    private static String page(String reason) {
        return new String(new NoticePage(RUN, reason, WINDOW).bytes(), StandardCharsets.US_ASCII);
    }
}
