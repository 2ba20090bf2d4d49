package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.webserver.CloneCookie;
import org.cnxrunbooks.webserver.PluginCluster;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginServer;
import org.cnxrunbooks.webserver.SessionProbe;

/**
 * Begins sessions at every web server for every cluster and judges by the clone ids that they are given. Only sessions that
 * begin without a cookie count: those of before may stay where they are.
 */
final class RoutingProof {

    /** Two for each member that a balancer could choose, at least. */
    private static final int LEAST_SESSIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A process of before may take a last connection: what is wrong is asked again, for about as long. */
    static final int ROUNDS = 15;

    private final IfixWork work;
    private final List<IfixPlan.Server> servers;
    private final Optional<Half> resting;

    /** @param resting absent where both halves get new sessions */
    RoutingProof(IfixWork work, List<IfixPlan.Server> servers, Optional<Half> resting) {
        this.work = work;
        this.servers = servers;
        this.resting = resting;
    }

    /** One row of a proof. */
    record Row(String webServer, String cluster, String expected, String observed, boolean right) {

        Map<String, String> cells() {
            return Map.of(
                    "webServer", webServer,
                    "cluster", cluster,
                    "expected", expected,
                    "observed", (right ? "" : "✗ ") + observed);
        }
    }

    /** @param rounds how often a cluster is asked that is not right at first */
    List<Row> rows(Progress progress, int rounds) {
        List<Row> rows = new ArrayList<>();
        for (IfixPlan.Server server : servers) {
            try (SessionProbe probe = new SessionProbe(server.watched(), PATIENCE)) {
                for (IfixPlan.Route route : server.routes()) {
                    Row row = look(probe, server, route);
                    for (int round = 1; round < rounds && !row.right(); round++) {
                        progress.checkpoint();
                        Pause.of(Duration.ofMillis(500));
                        row = look(probe, server, route);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    static void require(List<Row> rows) {
        List<Row> wrong = rows.stream().filter(row -> !row.right()).toList();
        if (!wrong.isEmpty()) {
            throw new StepFailure(
                    wrong.stream()
                            .map(row -> "- %s, %s (observed %s, expected %s)"
                                    .formatted(row.webServer(), row.cluster(), row.observed(), row.expected()))
                            .collect(
                                    Collectors.joining(
                                            "\n",
                                            "Routing not proven: %d of %d clusters are wrong%n"
                                                    .formatted(wrong.size(), rows.size()),
                                            "\nHINT: A plug-in that cannot read its file keeps the one of before and says so in http_plugin.log only.")));
        }
    }

    private Row look(SessionProbe probe, IfixPlan.Server server, IfixPlan.Route route) {
        PluginCluster cluster = cluster(server, route);
        List<String> wanted = route.targets().stream()
                .filter(target ->
                        resting.map(half -> !target.half().equals(half.text())).orElse(true))
                .map(IfixPlan.Target::cloneId)
                .toList();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < Math.max(LEAST_SESSIONS, 2 * route.targets().size()); i++) {
            given.add(given(probe.begin(route.path(), route.cookie()), cluster));
        }
        return new Row(
                server.name(),
                route.cluster(),
                "new sessions at " + String.join(", ", wanted),
                given.stream().distinct().collect(Collectors.joining(", ")),
                wanted.containsAll(given));
    }

    private static String given(SessionProbe.Begun begun, PluginCluster cluster) {
        if (begun.status() == 0) {
            return begun.problem();
        }
        if (begun.status() >= 500) {
            return "status " + begun.status();
        }
        Optional<CloneCookie.Given> given = begun.cookie().map(cookie -> cookie.given(cluster));
        PluginServer server = given.map(CloneCookie.Given::server).orElse(null);
        return server != null
                ? String.valueOf(server.cloneId())
                : given.map(one -> one.placement().name()).orElse("no session (status " + begun.status() + ")");
    }

    /** As the original file has it: a switched copy keeps servers and clone ids. */
    private PluginCluster cluster(IfixPlan.Server server, IfixPlan.Route route) {
        String digest = server.configs().stream()
                .filter(config -> config.path().equals(route.config()))
                .map(IfixPlan.Config::sha256)
                .findFirst()
                .orElseThrow();
        return PluginConfig.parse(route.config(), work.blob(digest))
                .cluster(route.cluster())
                .orElseThrow();
    }
}
