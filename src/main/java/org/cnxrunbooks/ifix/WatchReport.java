package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.webserver.WatchTotals;
import org.cnxrunbooks.wsadmin.FixListing;

/** What the run came to: what users got, and what is installed. */
final class WatchReport {

    /** The watch ends with its phase and puts its last seconds down; more than its patience it does not take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final IfixWork work;
    private final IfixPlan plan;
    private final StepRun run;

    WatchReport(IfixWork work, IfixPlan plan) {
        this.work = work;
        this.plan = plan;
        this.run = work.run();
    }

    void write() {
        WatchLog.Mark mark = mark();
        WatchTotals totals = mark.totals();
        FixListing listing = work.installer().list(null);
        boolean installed =
                work.action() == FixAction.INSTALL && plan.fixIds().stream().allMatch(listing::isApplied);
        String text = "%d requests, %d failed, longest time without an answer %s%s"
                .formatted(
                        totals.requests(),
                        totals.failures(),
                        seconds(totals.worstGap()),
                        mark.closed() ? "" : "; the watch was cut off at " + mark.at());
        run.digest("watch", run.evidence().keep(Records.write(totals)));
        run.write(REQUEST_COUNT, totals.requests());
        run.write(FAILED_REQUESTS, totals.failures());
        run.write(WATCH_TEXT, text);
        run.write(FIX_OUTCOME, installed ? "installed" : "rolledBack");
        run.conclude(Outcome.DONE, text);
    }

    private WatchLog.Mark mark() {
        WatchLog log = WatchLog.of(run);
        Instant end = work.clock().instant().plus(PATIENCE);
        while (true) {
            run.progress().checkpoint();
            Optional<WatchLog.Mark> last = log.last();
            boolean closed = last.map(WatchLog.Mark::closed).orElse(false);
            if (closed || work.clock().instant().isAfter(end)) {
                return last.orElse(new WatchLog.Mark(end, WatchTotals.NONE, false));
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private static String seconds(Duration gap) {
        return "%d.%d s".formatted(gap.toSeconds(), gap.toMillisPart() / 100);
    }
}
