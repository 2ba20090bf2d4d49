package org.cnxrunbooks.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReleaseLevelTest {

    @Test
    void interim_fixes_are_sorted_and_single_so_that_levels_compare() {
        assertThat(level("8.0", "CR5", "LO22222", "LO11111", "LO22222"))
                .isEqualTo(level("8.0", "CR5", "LO11111", "LO22222"));
    }

    @Test
    void six_with_cr6_is_content_of_6_5() {
        assertThat(level("6.0", "CR6").contentRelease()).isEqualTo("6.5");
        assertThat(level("6.0", "CR5").contentRelease()).isEqualTo("6.0");
        assertThat(level("5.5", "CR6").contentRelease()).isEqualTo("5.5");
    }

    @Test
    void the_exact_level_names_refresh_and_fixes() {
        assertThat(level("8.0", "CR5", "LO22222", "LO11111").exactLevel()).isEqualTo("8.0 CR5 LO11111 LO22222");
        assertThat(level("8.0", null).exactLevel()).isEqualTo("8.0");
    }

    @Test
    void what_is_no_release_or_refresh_is_refused() {
        assertThatThrownBy(() -> level("8", null)).hasMessageContaining("observed 8");
        assertThatThrownBy(() -> level("8.0", "5")).hasMessageContaining("observed 5");
    }

    @Property(tries = 300)
    void releases_compare_by_numbers_not_by_text(
            @ForAll @IntRange(max = 20) int major,
            @ForAll @IntRange(max = 20) int minor,
            @ForAll @IntRange(max = 20) int otherMajor,
            @ForAll @IntRange(max = 20) int otherMinor) {
        assertThat(level(major + "." + minor, null).contentAtLeast(otherMajor, otherMinor))
                .isEqualTo(major * 100 + minor >= otherMajor * 100 + otherMinor);
    }

    private static ReleaseLevel level(String release, String cumulativeRefresh, String... fixes) {
        return new ReleaseLevel("HCL Connections", release, cumulativeRefresh, List.of(fixes));
    }
}
