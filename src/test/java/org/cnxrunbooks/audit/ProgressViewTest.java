package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.cnxrunbooks.engine.ProgressLine;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    @Test
    void items_are_told_by_step_in_the_order_of_their_first_report_and_summed() {
        ProgressView view = ProgressView.of(
                "backup-lab-20260314-210000",
                List.of(
                        line("serviceTask_packInstallation", "node1", "profile", 50, 100, 10),
                        line("serviceTask_packContent", "db", "shared", 0, 300, 5),
                        line("serviceTask_packInstallation", "dmgr", "profile", 100, 100, 0)));

        assertThat(view.steps())
                .extracting(ProgressView.Step::step)
                .containsExactly("serviceTask_packInstallation", "serviceTask_packContent");
        assertThat(view.steps().get(0).items())
                .extracting(ProgressView.Item::host)
                .containsExactly("node1", "dmgr");
        assertThat(view.steps().get(0).total().percent()).isEqualTo(75);
        assertThat(view.steps().get(0).total().remainingSeconds()).isEqualTo(5);
        assertThat(view.total().bytesDone()).isEqualTo(150);
        assertThat(view.total().bytesExpected()).isEqualTo(500);
        assertThat(view.total().bytesPerSecond()).isEqualTo(15);
        assertThat(view.total().remainingSeconds()).as("the slowest decides").isEqualTo(60);
    }

    @Test
    void nobody_says_when_it_is_ready_while_one_item_stands_still() {
        ProgressView view = ProgressView.of("r", List.of(line("s", "a", "x", 1, 10, 1), line("s", "b", "y", 1, 10, 0)));
        assertThat(view.total().remainingSeconds()).isNull();
    }

    @Test
    void a_run_without_long_work_is_empty() {
        ProgressView view = ProgressView.of("r", List.of());
        assertThat(view.steps()).isEmpty();
        assertThat(view.total().percent()).isZero();
    }

    private static ProgressLine line(String step, String host, String item, long done, long expected, long rate) {
        Instant at = Instant.parse("2026-03-14T21:00:00Z");
        return new ProgressLine("r", step, host, item, done, expected, 1, 2, rate, at, at);
    }
}
