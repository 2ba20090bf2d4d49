package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeWindowTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // one evening
                "2026-03-14T20:00:00Z | 2026-03-14T22:00:00Z | Europe/Berlin | Saturday 14 March 2026, 21:00 to 23:00 CET (Europe/Berlin, UTC+01:00) | 2 hours",
                // summer time
                "2026-07-14T19:00:00Z | 2026-07-14T20:30:00Z | Europe/Berlin | Tuesday 14 July 2026, 21:00 to 22:30 CEST (Europe/Berlin, UTC+02:00) | 1 hour 30 minutes",
                // over midnight
                "2026-03-14T21:00:00Z | 2026-03-15T01:00:00Z | Europe/Berlin | Saturday 14 March 2026, 22:00 to Sunday 15 March 2026, 02:00 CET (Europe/Berlin, UTC+01:00) | 4 hours",
                // clocks go forward: the clock shows five hours, four pass
                "2026-03-29T00:00:00Z | 2026-03-29T04:00:00Z | Europe/Berlin | Sunday 29 March 2026, 01:00 CET to 06:00 CEST (Europe/Berlin, UTC+01:00, then UTC+02:00) | 4 hours",
                // clocks go back: from 02:30 to 02:30, and an hour passes
                "2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z | Europe/Berlin | Sunday 25 October 2026, 02:30 CEST to 02:30 CET (Europe/Berlin, UTC+02:00, then UTC+01:00) | 1 hour",
                // one day for some is two for others
                "2026-03-14T20:00:00Z | 2026-03-14T22:00:00Z | Asia/Tokyo | Sunday 15 March 2026, 05:00 to 07:00 JST (Asia/Tokyo, UTC+09:00) | 2 hours",
                "2026-03-14T20:00:00Z | 2026-03-16T20:01:00Z | UTC | Saturday 14 March 2026, 20:00 to Monday 16 March 2026, 20:01 UTC | 2 days 1 minute",
                "2026-03-14T20:00:00Z | 2026-03-14T22:00:00Z | +05:30 | Sunday 15 March 2026, 01:30 to 03:30 UTC+05:30 | 2 hours"
            })
    void a_window_reads_right(String start, String end, String zone, String text, String length) {
        NoticeWindow window = new NoticeWindow(Instant.parse(start), Instant.parse(end), ZoneId.of(zone));
        assertThat(window.text()).isEqualTo(text);
        assertThat(window.length()).isEqualTo(length);
    }

    @Test
    void start_and_end_stand_alone_too() {
        NoticeWindow window = new NoticeWindow(
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2026-10-25T01:30:00Z"),
                ZoneId.of("Europe/Berlin"));
        assertThat(window.startText()).isEqualTo("Sunday 25 October 2026, 02:30 CEST");
        assertThat(window.endText()).isEqualTo("Sunday 25 October 2026, 02:30 CET");
        assertThat(window.forMachines(window.start())).isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(window.forMachines(window.end())).isEqualTo("2026-10-25T02:30:00+01:00");
    }

    @Test
    void a_window_that_does_not_last_is_refused() {
        Instant now = Instant.parse("2026-03-14T20:00:00Z");
        assertThatThrownBy(() -> new NoticeWindow(now, now, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one after the start");
    }

    @Test
    void a_span_below_a_minute_is_said_in_words() {
        assertThat(NoticeWindow.words(Duration.ofSeconds(59))).isEqualTo("less than a minute");
        assertThat(NoticeWindow.words(Duration.ofDays(7))).isEqualTo("7 days");
    }
}
