package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchRhythmTest {

    private static final Duration STEP = Duration.ofMillis(200);

    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(2);
    private final List<Long> begun = new ArrayList<>();
    private final CountDownLatch enough = new CountDownLatch(4);

    @AfterEach
    void end() {
        clockwork.shutdownNow();
    }

    @Test
    void missed_steps_are_not_made_up_for() throws Exception {
        WatchRhythm.even(() -> act(3.5), clockwork, STEP, Duration.ZERO);
        assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();

        // made up for, the second to the fourth would come in a burst
        assertThat(stepsBetween(0, 1)).isGreaterThanOrEqualTo(3.5);
        assertThat(stepsBetween(1, 3)).isGreaterThan(0.5);
    }

    @Test
    void a_pause_begins_when_the_act_has_ended() throws Exception {
        WatchRhythm.pausing(() -> act(1.5), clockwork, STEP, Duration.ZERO);
        assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(stepsBetween(0, 1)).isGreaterThanOrEqualTo(2.5);
        assertThat(stepsBetween(1, 2)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void an_act_that_breaks_is_not_the_last() throws Exception {
        WatchRhythm.even(
                () -> {
                    act(0);
                    throw new IllegalStateException("broken");
                },
                clockwork,
                STEP,
                Duration.ZERO);
        assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** The first takes that many steps, the others no time. */
    private void act(double steps) {
        begun.add(System.nanoTime());
        enough.countDown();
        if (begun.size() == 1) {
            long end = System.nanoTime() + (long) (STEP.toNanos() * steps);
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
    }

    private double stepsBetween(int one, int other) {
        return (double) (begun.get(other) - begun.get(one)) / STEP.toNanos();
    }
}
