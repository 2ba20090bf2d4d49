package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.cnxrunbooks.announce.CalendarEntry;
import org.cnxrunbooks.announce.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeTextsTest {

    private static final String RUN = "maintenance-notice-lab-20260314-200000";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final NoticeWindow WINDOW =
            new NoticeWindow(Instant.parse("2026-03-14T20:00:00Z"), Instant.parse("2026-03-14T22:00:00Z"), BERLIN);
    private static final NoticeWindow LATER =
            new NoticeWindow(Instant.parse("2026-03-14T20:00:00Z"), Instant.parse("2026-03-15T00:00:00Z"), BERLIN);
    private static final String HOSTILE = "<script>alert(1)</script>\r\nBcc: all@example.org\r\n\r\n& more";

    @Test
    void a_planned_window_is_told_with_times_zone_and_reason() {
        NoticeText planned =
                texts("We install a security fix.\n\nFiles stay closed.").planned();
        Mail mail = planned.mail(RUN + ".window.0", null);
        assertThat(mail.subject()).isEqualTo("Connections maintenance: Saturday 14 March 2026, 21:00 to 23:00 CET");
        assertThat(mail.text())
                .startsWith("Connections will not be available for 2 hours.\n\n")
                .contains("  From       Saturday 14 March 2026, 21:00 CET\n")
                .contains("  Until      Saturday 14 March 2026, 23:00 CET\n")
                .contains("  Time zone  Europe/Berlin, UTC+01:00\n")
                .contains("  We install a security fix.\n\n  Files stay closed.\n\n")
                .endsWith("-- \nNotice " + RUN + "\n");
        assertThat(mail.html())
                .contains(
                        "Saturday 14 March 2026, 21:00 CET",
                        "Europe/Berlin, UTC+01:00",
                        ">We install a security fix.</p>");
        assertThat(planned.banner())
                .isEqualTo(
                        "Planned maintenance: Connections is not available Saturday 14 March 2026, 21:00 to 23:00 CET"
                                + " (Europe/Berlin, UTC+01:00). We install a security fix. Files stay closed.");
    }

    @Test
    void a_reminder_says_how_soon() {
        assertThat(texts("why").reminder(Duration.ofHours(1)).mail("r", null).subject())
                .isEqualTo("Reminder: Connections maintenance in 1 hour, Saturday 14 March 2026, 21:00 to 23:00 CET");
    }

    @Test
    void a_changed_window_says_which_time_no_longer_holds() {
        NoticeTexts changed = new NoticeTexts(RUN, "why", LATER);
        assertThat(changed.moved(WINDOW).mail("m", null).text())
                .contains("It was announced for Saturday 14 March 2026, 21:00 to 23:00 CET")
                .contains("  Until      Sunday 15 March 2026, 01:00 CET\n");
        NoticeText extended = changed.extended(WINDOW);
        assertThat(extended.mail("e", null).subject())
                .isEqualTo("Taking longer: Connections maintenance until Sunday 15 March 2026, 01:00 CET");
        assertThat(extended.mail("e", null).text())
                .contains("Connections was to be back by Saturday 14 March 2026, 23:00 CET.");
        assertThat(extended.banner())
                .isEqualTo(
                        "The maintenance takes longer: Connections is expected back by Sunday 15 March 2026, 01:00 CET.");
    }

    @Test
    void a_window_that_is_given_up_or_over_needs_no_times_table() {
        assertThat(texts("why").withdrawn().mail("w", null).text())
                .contains("Connections stays available.")
                .doesNotContain("Until", "why");
        assertThat(texts("why").rolledBack().mail("r", null).subject())
                .isEqualTo("Did not take place: Connections maintenance of Saturday 14 March 2026, 21:00 CET");
        assertThat(texts("why").serviceBack().mail("b", null).text()).startsWith("Connections is back in service.\n");
    }

    @Test
    void operators_are_told_what_waits_for_them_and_users_are_not() {
        NoticeText ends = texts("why").windowEnds("Decide on overrun in Tasklist");
        assertThat(ends.mail("e", null).text())
                .contains("users are still shut out")
                .contains("Waiting for you: Decide on overrun in Tasklist");
        assertThat(ends.banner()).isEmpty();
        assertThat(texts("why")
                        .windowBegins("Confirm work finished")
                        .mail("b", null)
                        .subject())
                .isEqualTo("Begins: Connections maintenance until Saturday 14 March 2026, 23:00 CET");
    }

    @Test
    void the_calendar_entry_keeps_its_name_through_all_changes() {
        CalendarEntry first = texts("why").entry(0);
        CalendarEntry second = new NoticeTexts(RUN, "why", LATER).entry(1);
        CalendarEntry gone = texts("why").cancelledEntry(2);
        assertThat(Stream.of(first, second, gone).map(CalendarEntry::uid).distinct())
                .containsExactly(RUN + "@connections-runbooks");
        assertThat(second.sequence()).isEqualTo(1);
        assertThat(second.end()).isEqualTo(LATER.end());
        assertThat(first.cancelled()).isFalse();
        assertThat(gone.cancelled()).isTrue();
        assertThat(gone.summary()).isEqualTo("Withdrawn: Connections maintenance");
    }

    @ParameterizedTest
    @MethodSource("all")
    void hostile_words_reach_no_header_and_no_markup(NoticeText text) {
        Mail mail = text.mail("id", null);
        assertThat(mail.subject()).doesNotContainPattern("[\\r\\n]").doesNotContain("Bcc");
        assertThat(mail.html()).doesNotContain("<script").doesNotContain("& more");
        assertThat(text.banner()).doesNotContainPattern("[\\r\\n]");
    }

    static Stream<NoticeText> all() {
        NoticeTexts hostile = texts(HOSTILE);
        return Stream.of(
                hostile.planned(),
                hostile.reminder(Duration.ofDays(1)),
                hostile.moved(LATER),
                hostile.extended(LATER),
                hostile.withdrawn(),
                hostile.rolledBack(),
                hostile.serviceBack(),
                hostile.windowBegins(HOSTILE),
                hostile.windowEnds(HOSTILE));
    }

    @Test
    void a_subject_with_a_line_end_never_becomes_a_message() {
        for (String end : new String[] {"\n", "\r", "\u0000", "\u0085", "\u2028"}) {
            assertThatThrownBy(() -> new Mail("id", "Maintenance" + end + "Bcc: all@example.org", "", "", null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("subject");
        }
    }

    @Test
    void a_long_reason_is_cut_at_a_word_for_the_banner() {
        String banner = texts("word ".repeat(100)).planned().banner();
        assertThat(banner).endsWith(" word\u2026").hasSizeLessThan(300);
    }

    private static NoticeTexts texts(String reason) {
        return new NoticeTexts(RUN, reason, WINDOW);
    }
}
