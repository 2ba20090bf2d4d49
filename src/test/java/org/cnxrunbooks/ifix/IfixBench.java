package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.Map;
import org.cnxrunbooks.lab.LabLoad;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.junit.jupiter.api.Test;

/** Ten fixes in a row with users on the cell, in both ways in which a plug-in may keep sessions; prints what users got. */
class IfixBench {

    private static final int RUNS = 10;

    @Test
    void ten_fixes_in_a_row() {
        long requests = 0;
        long failed = 0;
        try (LabProduct lab = new LabProduct(LabOptions.test().withoutDatabase().medium())) {
            IfixRuns runs = new IfixRuns(lab.lab(), lab.client());
            for (int number = 1; number <= RUNS; number++) {
                lab.reset();
                boolean affinity = number % 2 == 0;
                lab.lab().fault("plugin-affinity-all", affinity);
                LabLoad load = runs.load(3, 1);
                long begin = System.nanoTime();
                String run = runs.start(Map.of());
                runs.approve(run);
                String end = runs.client().awaitEnd(run);
                LabLoad.Report seen = load.stop();
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                requests += seen.requests();
                failed += seen.failures().size();
                System.out.printf(
                        "run %d, sessions on backups %s: %s in %d s, %d requests (%d/s), %d failed, slowest %d ms; watch: %s%n",
                        number,
                        affinity ? "kept" : "moved",
                        end,
                        took.toSeconds(),
                        seen.requests(),
                        seen.requests() / Math.max(1, took.toSeconds()),
                        seen.failures().size(),
                        seen.slowest(),
                        runs.client().variable(run, "watchText").asText());
                seen.failures().stream().limit(5).forEach(System.out::println);
            }
        }
        System.out.printf("all: %d requests, %d failed%n", requests, failed);
    }
}
