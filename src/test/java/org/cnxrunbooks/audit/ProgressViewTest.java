package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.cnxrunbooks.engine.ProgressLine;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private static final Instant AT = Instant.parse("2026-03-14T21:00:00Z");

    @Test
    void items_are_told_by_step_in_the_order_of_their_first_report_and_summed() {
        ProgressView view = view(
                line("serviceTask_packInstallation", "node1", "profile", 50, 100, 10),
                line("serviceTask_packContent", "db", "shared", 0, 300, 5),
                line("serviceTask_packInstallation", "dmgr", "profile", 100, 100, 0));

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
        ProgressView view = view(line("s", "a", "x", 1, 10, 1), line("s", "b", "y", 1, 10, 0));
        assertThat(view.total().remainingSeconds()).isNull();
    }

    @Test
    void items_that_wait_for_their_turn_go_through_at_the_rate_of_the_others() {
        ProgressView view = view(line("s", "a", "x", 50, 100, 10), line("s", "b", "y", 0, 150, 0));
        assertThat(view.total().remainingSeconds()).isEqualTo(20);
    }

    @Test
    void what_is_under_way_is_summed_without_the_steps_that_are_over() {
        Here here = new Here("s", "S", List.of(), Here.State.WORKS, AT, List.of(), null, null, null);
        ProgressView view = ProgressView.of(
                "r",
                AT,
                new Situation(true, List.of(here)),
                List.of(line("over", "a", "x", 900, 1000, 0), line("s", "a", "x", 20, 100, 4)));
        assertThat(view.underWay().percent()).isEqualTo(20);
        assertThat(view.underWay().remainingSeconds()).isEqualTo(20);
        assertThat(view.steps()).extracting(ProgressView.Step::open).containsExactly(false, true);
    }

    @Test
    void of_what_is_finished_nothing_more_is_expected_whatever_was_estimated() {
        ProgressLine image = new ProgressLine("r", "s", "db", "HOMEPAGE", 60, 100, 1, 1, 0, AT, AT);
        ProgressView view = view(image, line("s", "a", "x", 40, 80, 10));
        assertThat(view.steps().get(0).items().get(0).finished()).isTrue();
        assertThat(view.steps().get(0).items().get(0).amount().percent()).isEqualTo(100);
        assertThat(view.total().bytesExpected()).isEqualTo(140);
        assertThat(view.total().percent()).isEqualTo(71);
        assertThat(view.total().remainingSeconds()).isEqualTo(4);
    }

    @Test
    void what_was_reached_and_still_moves_is_not_finished() {
        assertThat(view(line("s", "a", "x", 120, 100, 10))
                        .steps()
                        .get(0)
                        .items()
                        .get(0)
                        .finished())
                .isFalse();
        assertThat(view(line("s", "a", "x", 120, 100, 0))
                        .steps()
                        .get(0)
                        .items()
                        .get(0)
                        .finished())
                .isTrue();
    }

    @Test
    void a_run_without_long_work_is_empty() {
        ProgressView view = view();
        assertThat(view.steps()).isEmpty();
        assertThat(view.total().percent()).isZero();
    }

    private static ProgressView view(ProgressLine... lines) {
        return ProgressView.of("r", AT, new Situation(false, List.of()), List.of(lines));
    }

    private static ProgressLine line(String step, String host, String item, long done, long expected, long rate) {
        return new ProgressLine("r", step, host, item, done, expected, 1, 0, rate, AT, AT);
    }
}
