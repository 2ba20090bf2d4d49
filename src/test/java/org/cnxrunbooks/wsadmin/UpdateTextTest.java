package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTextTest {

    private static final String LAB =
            """
            Connections installation: /opt/HCL/Connections
            Installed fixes:
              Fix: LO100042
                Component: News
                Build date: 2026-11-01
                Description: Mends LO11111 in News
            """;

    private static final String LAB_AVAILABLE =
            """
            Available fixes in /fixes/LO22222:
              Fix: LO100042
                Component: News
              Fix: LO66666
                Component: Files
                Description: Mends a defect, needs LO33333
            """;

    /** Pieced together from what administrators' scripts look for. */
    private static final String SCRIPTS =
            """
            Installed Fixes
              Fix name: LO12345
              Fix name: PH54321

            Searching /fixes
            [1] LO12345, 1, 1, 0, /fixes/8.0.0.0_CR5-IC-News-IFLO12345.jar
            [2] LO100077, 1, 0, 1, /fixes/8.0.0.0_CR5-IC-Profiles-IFLO100077.jar
            """;

    @Test
    void applied_fixes_are_read_with_their_component_and_nothing_from_their_descriptions() {
        assertThat(UpdateText.applied(ended(LAB))).containsExactly(new Fix("LO100042", "News"));
    }

    @Test
    void available_fixes_are_what_follows_the_applied_ones() {
        List<Fix> applied = UpdateText.applied(ended(LAB));
        assertThat(UpdateText.available(ended(LAB + LAB_AVAILABLE), applied))
                .containsExactly(new Fix("LO100042", "News"), new Fix("LO66666", "Files"));
        assertThat(UpdateText.available(ended(LAB), applied)).isEmpty();
        assertThat(UpdateText.available(ended("[1] LO66666, x"), applied)).containsExactly(new Fix("LO66666", ""));
    }

    @Test
    void the_forms_that_public_scripts_look_for_are_read() {
        List<Fix> applied = UpdateText.applied(ended(SCRIPTS.substring(0, SCRIPTS.indexOf("Searching"))));
        assertThat(applied).containsExactly(new Fix("LO12345", ""), new Fix("PH54321", ""));
        assertThat(UpdateText.available(ended(SCRIPTS), applied))
                .containsExactly(new Fix("LO12345", "News"), new Fix("LO100077", "Profiles"));
    }

    @Test
    void no_fix_at_all_is_believed_only_where_the_tool_speaks_of_installed_fixes() {
        assertThat(UpdateText.applied(ended("Installed fixes:\n"))).isEmpty();
        assertThat(UpdateText.applied(ended("No fixes are installed.\n"))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> UpdateText.applied(ended("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateText.applied(ended("Connections installation: /opt/HCL/Connections\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LO66666 was superseded",
                "  LO66666",
                "* LO66666 (Files)",
                "-> LO66666: Files",
                "[3] Name: LO66666"
            })
    void a_fix_in_a_line_of_unknown_form_refuses_the_listing(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateText.applied(ended(LAB + line + "\n")))
                .withMessageContaining("LO66666");
    }

    @Test
    void a_fix_behind_an_unknown_label_is_not_taken_for_a_detail_of_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateText.applied(ended("Installed fixes:\n  APAR: LO66666\n")))
                .withMessageContaining("APAR: LO66666");
    }

    @Test
    void a_listing_that_ended_badly_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateText.applied(new CommandResult(1, LAB, "")))
                .withMessageContaining("exit code 1");
    }

    @ParameterizedTest
    @CsvSource({
        "Fix installation completed successfully,true,false",
        "[x] Fix installation completed successfully.,true,false",
        "Fix uninstallation completed successfully,false,true",
        "Fix installation failed,false,false",
        "Fix uninstallation was not successful,false,false",
        "The installation completed,false,false",
        "'',false,false"
    })
    void only_the_success_lines_are_taken_for_success(String log, boolean installed, boolean uninstalled) {
        assertThat(UpdateText.saysInstalled("one\n" + log + "\nlast")).isEqualTo(installed);
        assertThat(UpdateText.saysUninstalled("one\n" + log + "\nlast")).isEqualTo(uninstalled);
    }

    @Test
    void the_tail_is_short_and_without_the_password() {
        String tail = UpdateText.tail("x\n".repeat(100) + "log-in with s3cr3t refused", Secret.of("s3cr3t"));
        assertThat(tail).endsWith("log-in with [secret] refused").doesNotContain("s3cr3t");
        assertThat(tail.lines()).hasSize(30);
    }

    private static CommandResult ended(String output) {
        return new CommandResult(0, output, "");
    }
}
