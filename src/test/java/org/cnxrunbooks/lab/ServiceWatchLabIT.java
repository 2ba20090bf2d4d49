package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.ServiceWatch;
import org.cnxrunbooks.webserver.WatchKind;
import org.cnxrunbooks.webserver.WatchSecond;
import org.cnxrunbooks.webserver.WatchSettings;
import org.cnxrunbooks.webserver.WatchTarget;
import org.cnxrunbooks.webserver.WatchTotal;
import org.cnxrunbooks.webserver.WatchTotals;
import org.junit.jupiter.api.Test;

/** A cell in health and with one cluster down, as its users see it through both web servers. */
class ServiceWatchLabIT {

    private static final String DOWN = "AppsCluster";

    private final List<WatchSecond> seconds = new ArrayList<>();
    private WatchTotals totals = WatchTotals.NONE;

    @Test
    void a_healthy_cell_has_no_failure_and_a_cluster_that_is_down_is_named_with_its_time() throws Exception {
        try (Lab lab = Lab.start(LabOptions.test().withoutDatabase().medium())) {
            assumeThat(lab.parts().get("webServer")).isEqualTo("real");
            ServiceWatch watch = new ServiceWatch(targets(lab), WatchSettings.usual(), Clock.systemUTC());
            Instant stopped;
            try (watch) {
                watch.start();
                await(
                        watch,
                        () -> totals.clusters().size() == 8
                                && totals.clusters().stream()
                                        .allMatch(total -> requests(total, WatchKind.LONG) >= 1
                                                && requests(total, WatchKind.NEW) >= 7));
                healthy(lab);
                stopped = stop(lab);
                await(watch, () -> failing().size() == 2);
            }
            take(watch);

            assertThat(failing()).allMatch(total -> total.cluster().equals(DOWN) && total.lastFailure() != null);
            assertThat(failing()).extracting(WatchTotal::webServer).containsExactly("webserver1", "webserver2");
            assertThat(seconds.stream().filter(second -> second.failures() > 0))
                    .isNotEmpty()
                    .allMatch(second -> !second.second().isBefore(stopped))
                    .anyMatch(second -> second.problems().containsKey("status 500"));
        }
    }

    private void healthy(Lab lab) {
        assertThat(totals.failures()).as(totals.toString()).isZero();
        assertThat(totals.worstGap()).isLessThan(Duration.ofSeconds(10));
        for (String cluster : lab.layout().clusters()) {
            assertThat(totals.clusters().stream()
                            .filter(total -> total.cluster().equals(cluster))
                            .flatMap(total -> total.served().keySet().stream())
                            .collect(Collectors.toSet()))
                    .as(cluster)
                    .isEqualTo(lab.layout().members().stream()
                            .filter(member -> member.cluster().equals(cluster))
                            .map(LabLayout.Member::cloneId)
                            .collect(Collectors.toSet()));
        }
        assertThat(totals.clusters()).allMatch(total -> total.kinds().keySet().equals(Set.of(WatchKind.values())));
        assertThat(seconds.stream().filter(second -> second.kind() == WatchKind.LONG))
                .as("a long request takes its six seconds")
                .allMatch(second -> second.slowestMillis() >= 6000);
    }

    /** Stops every member of one cluster; returns the second before. */
    private static Instant stop(Lab lab) throws Exception {
        Instant before = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        for (LabLayout.Member member : lab.layout().members()) {
            if (member.cluster().equals(DOWN)) {
                lab.process(member.node(), member.name()).requestStop();
            }
        }
        return before;
    }

    private static List<WatchTarget> targets(Lab lab) {
        List<WatchTarget> targets = new ArrayList<>();
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            String address = lab.layout().address(web.host());
            for (String cluster : lab.layout().clusters()) {
                targets.add(new WatchTarget(
                        web.name(),
                        cluster,
                        new Endpoint("http", address, LabLayout.HTTP_PORT, address),
                        LabLayout.path(cluster),
                        "JSESSIONID"));
            }
        }
        return targets;
    }

    private void await(ServiceWatch watch, BooleanSupplier reached) {
        LabWait.until(
                "seen",
                Duration.ofSeconds(30),
                () -> {
                    take(watch);
                    return reached.getAsBoolean();
                },
                () -> totals.toString());
    }

    private void take(ServiceWatch watch) {
        List<WatchSecond> taken = watch.take();
        seconds.addAll(taken);
        totals = totals.plus(taken);
    }

    private List<WatchTotal> failing() {
        return totals.clusters().stream().filter(total -> total.failures() > 0).toList();
    }

    private static long requests(WatchTotal total, WatchKind kind) {
        return total.kinds().containsKey(kind) ? total.kinds().get(kind).requests() : 0;
    }
}
