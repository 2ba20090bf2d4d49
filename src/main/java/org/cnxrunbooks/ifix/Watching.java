package org.cnxrunbooks.ifix;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.webserver.ServiceWatch;
import org.cnxrunbooks.webserver.WatchSecond;
import org.cnxrunbooks.webserver.WatchSettings;
import org.cnxrunbooks.webserver.WatchTarget;
import org.cnxrunbooks.webserver.WatchTotals;

/**
 * Watches until the work is taken away, which is how its phase ends. Failures are put down within a second, the rest every
 * few seconds: whoever is about to change something looks there first. After a crash it goes on from what was put down.
 */
final class Watching {

    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final StepRun run;
    private final IfixPlan plan;
    private final Clock clock;
    private final WatchLog log;
    private final List<WatchSecond> unwritten = new ArrayList<>();
    private WatchTotals totals;
    private Instant written;

    Watching(IfixWork work, IfixPlan plan) {
        this.run = work.run();
        this.plan = plan;
        this.clock = work.clock();
        this.log = WatchLog.of(run);
        this.totals = log.last().map(WatchLog.Mark::totals).orElse(WatchTotals.NONE);
        this.written = clock.instant();
    }

    /** Returns only by being interrupted: then the last seconds are put down, too. */
    void untilTakenAway() {
        ServiceWatch watch = new ServiceWatch(targets(plan), WatchSettings.usual(), totals, clock);
        try {
            watch.start();
            while (!Thread.currentThread().isInterrupted()) {
                run.progress().checkpoint();
                Pause.of(TURN);
                take(watch);
            }
        } finally {
            close(watch);
        }
    }

    private void take(ServiceWatch watch) {
        long failures = totals.failures();
        count(watch.take());
        if (totals.failures() > failures || !clock.instant().isBefore(written.plus(HEARTBEAT))) {
            write(false);
        }
    }

    private void close(ServiceWatch watch) {
        // closing and writing have to be done in full, whoever took the work away
        boolean interrupted = Thread.interrupted();
        try {
            watch.close();
            count(watch.take());
            write(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void count(List<WatchSecond> seconds) {
        unwritten.addAll(seconds);
        totals = totals.plus(seconds);
    }

    private void write(boolean closed) {
        Instant now = clock.instant();
        log.append(written, now, run.attempt(), totals, unwritten, closed);
        written = now;
        unwritten.clear();
    }

    static List<WatchTarget> targets(IfixPlan plan) {
        return plan.servers().stream()
                .flatMap(server -> server.routes().stream()
                        .map(route -> new WatchTarget(
                                server.name(), route.cluster(), server.watched(), route.path(), route.cookie())))
                .toList();
    }
}
