package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.Refusal;
import org.junit.jupiter.api.Test;

class SmallThingsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T20:00:00.123Z");

    @Test
    void no_start_time_means_now() {
        assertThat(StartTime.parse(" ", NOW, new Reasons())).isEqualTo("2026-03-14T20:00:00Z");
    }

    @Test
    void a_start_time_keeps_its_zone() {
        assertThat(StartTime.parse("2026-03-14T22:30+01:00", NOW, new Reasons()))
                .isEqualTo("2026-03-14T21:30:00Z");
    }

    @Test
    void a_start_time_that_cannot_be_read_is_refused_with_an_example() {
        Reasons reasons = new Reasons();
        StartTime.parse("tomorrow", NOW, reasons);

        assertThatThrownBy(reasons::refuse)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("observed tomorrow")
                .hasMessageContaining("HINT:");
    }

    @Test
    void all_reasons_are_told_at_once() {
        Reasons reasons = new Reasons();
        reasons.add("one", "do this");
        reasons.add("two", "do that");

        assertThatThrownBy(reasons::refuse)
                .hasMessageContaining("2 reasons")
                .hasMessageContaining("- one\nHINT: do this.\n- two");
    }

    @Test
    void figures_read_well() {
        assertThat(Sizes.bytes(0)).isEqualTo("0 B");
        assertThat(Sizes.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(Sizes.bytes(300L << 30)).isEqualTo("300 GiB");
        assertThat(Sizes.duration(Duration.ofSeconds(61))).isEqualTo("2 min");
        assertThat(Sizes.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void an_application_name_becomes_a_file_name() {
        assertThat(RoleExport.fileName("Mobile Administration")).isEqualTo("Mobile Administration");
        assertThat(RoleExport.fileName("../x")).isEqualTo("%00002e%00002e%00002fx");
    }

    @Property
    void different_applications_never_share_a_file_or_leave_the_folder(@ForAll String one, @ForAll String other) {
        assertThat(RoleExport.fileName(one).equals(RoleExport.fileName(other))).isEqualTo(one.equals(other));
        assertThat(RoleExport.fileName(one)).doesNotContain("/", "\\", "\0").doesNotStartWith(".");
    }
}
