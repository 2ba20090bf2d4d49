package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.RESTING_HALF;
import static org.cnxrunbooks.ifix.IfixVariables.ROUTING_TABLE;
import static org.cnxrunbooks.ifix.IfixVariables.TURN;

import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;

/** Routing on all web servers of a plan, one after the other: lets one half rest, or none as before. */
record Routing(IfixWork work, IfixPlan plan) {

    private static final String NONE = "none";
    private static final String CLOSING = "closing";

    void move() {
        Optional<Half> resting = resting();
        if (resting.isPresent()) {
            ErrorBudget.require(work, plan); // the way back is never barred
            if (work.run().find(TURN).orElse("").equals(CLOSING)) {
                new LastLook(work, plan).beforeOtherHalf(resting.get().other());
            }
        }
        for (IfixPlan.Server server : plan.servers()) {
            work.run().progress().checkpoint();
            new TrafficSwitch(work, server).rest(resting);
        }
        work.run()
                .conclude(
                        Outcome.DONE,
                        "%d web servers reloaded, %s"
                                .formatted(
                                        plan.servers().size(),
                                        resting.map(half -> half.text() + " half rests")
                                                .orElse("routing of before")));
    }

    void verify() {
        List<RoutingProof.Row> rows = new RoutingProof(work, plan.servers(), resting())
                .rows(work.run().progress(), RoutingProof.ROUNDS);
        work.run().digest("proof", work.run().evidence().keep(Records.write(rows)));
        work.run()
                .write(ROUTING_TABLE, rows.stream().map(RoutingProof.Row::cells).toList());
        RoutingProof.require(rows);
        work.run().conclude(Outcome.DONE, "%d clusters are routed as planned".formatted(rows.size()));
    }

    private Optional<Half> resting() {
        String half = work.run().read(RESTING_HALF);
        return half.equals(NONE) ? Optional.empty() : Optional.of(Half.of(half));
    }
}
