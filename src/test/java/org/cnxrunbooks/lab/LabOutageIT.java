package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cnxrunbooks.webserver.Halves;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.RoutingEdit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fix costs users in the lab: nothing when it is done half by half, a lot when everything is online. */
class LabOutageIT {

    private static Lab lab;
    private LabLoad load;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test().withoutDatabase());
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @BeforeEach
    void users_come() {
        assumeThat(lab.parts().get("webServer")).isEqualTo("real");
        lab.reset();
        LabLayout.NODES.forEach(node -> LabCurl.awaitVersion(lab.layout(), node, "1"));
        load = LabLoad.start(
                LabLoad.everywhere(lab, List.of("/files/", "/profiles/"), 2, 1, Duration.ofMillis(900)),
                Duration.ofMillis(20));
    }

    @Test
    void with_everything_online_users_get_errors() throws Exception {
        install();
        LabLoad.Report seen = load.stop();
        assertThat(seen.failures()).isNotEmpty().allMatch(failure -> failure.contains(" 500 "));
        assertThat(seen.failures()).allMatch(failure -> failure.contains("/files/"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void half_by_half_nobody_gets_one(boolean backupsKeepTheirSessions) throws Exception {
        lab.fault("plugin-affinity-all", backupsKeepTheirSessions);
        awaitServed("apps_srv1 1");
        awaitServed("apps_srv2 1");
        stop("LabNode2", "nodeagent");
        serve("LabNode2");
        drain("LabNode1", "AppsCluster_server1");
        stop("LabNode1", "AppsCluster_server1");
        install();
        renew("LabNode1", "AppsCluster_server1");

        serve("LabNode1");
        awaitServed("apps_srv1 1-LO66666");
        drain("LabNode2", "AppsCluster_server2");
        stop("LabNode2", "AppsCluster_server2");
        start("LabNode2", "nodeagent");
        renew("LabNode2", "AppsCluster_server2");
        serve("LabNode2");
        awaitServed("apps_srv2 1-LO66666");
        LabLoad.Report seen = load.stop();

        assertThat(seen.failures()).isEmpty();
        assertThat(seen.requests()).isGreaterThan(100);
        System.out.println("half by half, backups keep their sessions: " + backupsKeepTheirSessions + ": "
                + seen.requests() + " requests, 0 failed, slowest " + seen.slowest() + " ms, " + seen.served());
    }

    /** What people forget, each felt by users: so the lab would show it when a runbook forgot it. */
    private enum Mistake {
        NOTHING_SWITCHED,
        AGENT_LEFT_RUNNING,
        WEB_SERVER_LEFT_OUT,
        CLUSTER_LEFT_OUT,
        /** The order of seed 002, where the plug-in keeps sessions on backup servers. */
        MEMBERS_LEFT_RUNNING
    }

    @ParameterizedTest
    @EnumSource
    void whoever_forgets_something_fails_users(Mistake mistake) throws Exception {
        lab.fault("plugin-affinity-all", mistake == Mistake.MEMBERS_LEFT_RUNNING);
        awaitServed("apps_srv1 1");
        awaitServed("apps_srv2 1");
        // always somebody on the way at the first member, wherever chance has led the others
        LabLoad bound = LabLoad.start(
                LabLayout.WEB_SERVERS.stream()
                        .map(web -> new LabLoad.User(
                                lab.layout().address(web.host()),
                                LabLayout.HTTP_PORT,
                                "/files/?ms=900",
                                true,
                                "JSESSIONID=0000x:apps_srv1"))
                        .toList(),
                Duration.ZERO);
        if (mistake != Mistake.AGENT_LEFT_RUNNING) {
            stop("LabNode2", "nodeagent");
        }
        if (mistake != Mistake.NOTHING_SWITCHED) {
            serve(
                    "LabNode2",
                    web -> mistake != Mistake.WEB_SERVER_LEFT_OUT || !web.old(),
                    cluster -> mistake != Mistake.CLUSTER_LEFT_OUT || !cluster.equals("AppsCluster"));
        }
        if (mistake == Mistake.AGENT_LEFT_RUNNING) {
            drain("LabNode1", "AppsCluster_server1");
            stop("LabNode1", "AppsCluster_server1");
        }
        install();
        List<String> failures = new ArrayList<>(load.stop().failures());
        failures.addAll(bound.stop().failures());
        System.out.println(mistake + ": " + failures.size() + " failed");
        assertThat(failures).isNotEmpty().allMatch(failure -> failure.contains("/files/"));
    }

    /** Every web server sends new sessions to one node only. */
    private static void serve(String node) throws Exception {
        serve(node, web -> true, cluster -> true);
    }

    private static void serve(String node, Predicate<LabLayout.Web> webServers, Predicate<String> clusters)
            throws Exception {
        Map<Boolean, Set<String>> halves = lab.layout().members().stream()
                .collect(Collectors.partitioningBy(
                        member -> member.node().equals(node),
                        Collectors.mapping(member -> member.node() + "_" + member.name(), Collectors.toSet())));
        for (LabLayout.Web web :
                LabLayout.WEB_SERVERS.stream().filter(webServers).toList()) {
            Path file = lab.layout().pluginConfig(web);
            byte[] before = Files.readAllBytes(file);
            byte[] after = RoutingEdit.switchTo(
                            PluginConfig.parse(file.toString(), before),
                            new Halves(halves.get(true), halves.get(false)),
                            RoutingEdit.Proof.BY_CLONE_ID)
                    .after();
            Files.write(file, keeping(before, after, clusters));
            LabReload.graceful(lab.layout(), web);
        }
    }

    /** The switched file with those clusters as they were. */
    private static byte[] keeping(byte[] before, byte[] after, Predicate<String> switched) {
        Pattern cluster = Pattern.compile("(?s)<ServerCluster [^>]*Name=\"(\\w+)\".*?</ServerCluster>");
        String old = new String(before, StandardCharsets.ISO_8859_1);
        return cluster.matcher(new String(after, StandardCharsets.ISO_8859_1))
                .replaceAll(found -> Matcher.quoteReplacement(
                        switched.test(found.group(1))
                                ? found.group()
                                : cluster.matcher(old)
                                        .results()
                                        .filter(one -> one.group(1).equals(found.group(1)))
                                        .findFirst()
                                        .orElseThrow()
                                        .group()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void awaitServed(String by) {
        LabWait.until(by, Duration.ofMinutes(2), () -> load.report().served().containsKey(by), () -> load.report()
                .toString());
    }

    private static void drain(String node, String server) {
        LabWait.until(
                server + " drained",
                Duration.ofMinutes(2),
                () -> lab.activeRequests(node, server) == 0,
                () -> lab.activeRequests(node, server) + " active");
    }

    private static void stop(String node, String server) throws Exception {
        lab.process(node, server).requestStop();
        assertThat(lab.process(node, server).await("STOPPED", 120_000)).isTrue();
    }

    private static void start(String node, String server) throws Exception {
        lab.process(node, server).launch();
        assertThat(lab.process(node, server).await("STARTED", 120_000)).isTrue();
    }

    private static void renew(String node, String server) throws Exception {
        assertThat(lab.process(node, "nodeagent").sync()).isEqualTo("true");
        start(node, server);
    }

    private static void install() throws Exception {
        LabShell done = LabShell.run(
                lab.host("dmgr"),
                ". " + LabScripts.quoted(lab.profile("LabDmgrNode") + "/bin/setupCmdLine.sh") + "; "
                        + LabScripts.quoted(lab.layout().connections() + "/updateInstaller/updateSilent.sh")
                        + " -fix -installDir "
                        + LabScripts.quoted(lab.layout().connections().toString())
                        + " -fixDir " + LabScripts.quoted(lab.layout().fixes().toString()) + " -install"
                        + " -fixes LO66666 -featureCustomizationBackedUp yes -wasUserId wasadmin -wasPassword "
                        + Files.readString(lab.layout().wsadminPassword()).strip());
        assertThat(done.output()).contains("completed successfully");
    }
}
