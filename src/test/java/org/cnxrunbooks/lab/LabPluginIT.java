package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the runbooks rely on in the stand-in of the plug-in, each fact seen through a real Apache. */
@ExtendWith(LabExtension.class)
class LabPluginIT {

    private static final LabLayout.Web ALL_PRIMARY = LabLayout.WEB_SERVERS.get(0);
    private static final LabLayout.Web NODE_1_PRIMARY = LabLayout.WEB_SERVERS.get(1);

    private final Lab lab;

    LabPluginIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void apache_is_there() {
        assumeThat(lab.parts().get("webServer")).isEqualTo("real");
    }

    /** Children of before have servers marked down. */
    @AfterEach
    void fresh_children() throws Exception {
        lab.reset();
        graceful(ALL_PRIMARY);
        graceful(NODE_1_PRIMARY);
    }

    @Test
    void new_sessions_go_to_all_primaries_and_a_session_stays_where_it_is() {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(get(ALL_PRIMARY, "/files/"));
        }
        assertThat(answers).anyMatch(clone("apps_srv1")).anyMatch(clone("apps_srv2"));
        for (String wanted : List.of("apps_srv1", "apps_srv2")) {
            for (int i = 0; i < 4; i++) {
                assertThat(get(ALL_PRIMARY, "/files/", cookie("infra_srv1:" + wanted)))
                        .contains("clone=" + wanted, "newSession=false");
            }
        }
        assertThat(get(ALL_PRIMARY, "/files/;jsessionid=0000x:apps_srv2")).contains("clone=apps_srv2");
    }

    @Test
    void a_backup_serves_nobody_new_and_keeps_its_sessions_in_one_of_two_models() {
        for (int i = 0; i < 4; i++) {
            assertThat(get(NODE_1_PRIMARY, "/files/")).contains("clone=apps_srv1");
            assertThat(get(NODE_1_PRIMARY, "/files/", cookie("apps_srv2"))).contains("clone=apps_srv1");
        }
        lab.fault("plugin-affinity-all", true);
        assertThat(get(NODE_1_PRIMARY, "/files/")).contains("clone=apps_srv1");
        assertThat(get(NODE_1_PRIMARY, "/files/", cookie("apps_srv2"))).contains("clone=apps_srv2", "newSession=false");
    }

    @Test
    void a_server_that_stops_hands_over_within_the_request_and_all_down_is_500() throws Exception {
        int before = markedDown();
        stop("LabNode1", "AppsCluster_server1");
        for (int i = 0; i < 4; i++) {
            assertThat(get(ALL_PRIMARY, "/files/", cookie("apps_srv1")))
                    .startsWith("200")
                    .contains("clone=apps_srv2");
            assertThat(get(NODE_1_PRIMARY, "/files/")).startsWith("200").contains("clone=apps_srv2");
        }
        assertThat(post(NODE_1_PRIMARY, "x".repeat(1000))).startsWith("200").contains("clone=apps_srv2");
        for (int i = 0; i < 10; i++) {
            assertThat(get(NODE_1_PRIMARY, "/files/", cookie("apps_srv1"))).contains("clone=apps_srv2");
        }
        // once by each process, not once by each request
        assertThat(markedDown() - before).isBetween(1, 8);
        stop("LabNode2", "AppsCluster_server2");
        assertThat(get(ALL_PRIMARY, "/files/")).startsWith("500");
        assertThat(get(ALL_PRIMARY, "/profiles/")).startsWith("200");
        lab.reset();
        graceful(NODE_1_PRIMARY);
        assertThat(get(NODE_1_PRIMARY, "/files/")).startsWith("200").contains("clone=apps_srv1");
    }

    @Test
    void a_member_that_is_stopping_costs_nobody_a_request() throws Exception {
        CompletableFuture<List<String>> load = CompletableFuture.supplyAsync(() -> {
            List<String> answers = new ArrayList<>();
            while (lab.serverState("LabNode1", "AppsCluster_server1").equals("STARTED") || answers.size() < 20) {
                answers.add(get(NODE_1_PRIMARY, "/files/", cookie("apps_srv1")));
            }
            answers.add(get(NODE_1_PRIMARY, "/files/", cookie("apps_srv1")));
            return answers;
        });
        stop("LabNode1", "AppsCluster_server1");
        assertThat(load.get()).allMatch(answer -> answer.startsWith("200"));
        assertThat(load.get().get(load.get().size() - 1)).contains("clone=apps_srv2");
    }

    @Test
    void a_changed_file_is_read_again_and_a_broken_one_changes_nothing() throws Exception {
        Path file = lab.layout().pluginConfig(NODE_1_PRIMARY);
        String generated = Files.readString(file);
        String quick = generated.replace("RefreshInterval=\"60\"", "RefreshInterval=\"1\"");
        Files.writeString(file, quick);
        graceful(NODE_1_PRIMARY);
        assertThat(get(NODE_1_PRIMARY, "/files/")).contains("clone=apps_srv1");
        Files.writeString(file, swapped(quick));
        awaitAnswer(NODE_1_PRIMARY, clone("apps_srv2"));
        // each process looks by itself: after this every one of them has the swapped file
        graceful(NODE_1_PRIMARY);
        awaitAnswer(NODE_1_PRIMARY, clone("apps_srv2"));
        Files.writeString(file, quick.replace("</Config>", ""));
        awaitLog(NODE_1_PRIMARY, "Failed to load the config file " + file);
        for (int i = 0; i < 6; i++) {
            assertThat(get(NODE_1_PRIMARY, "/files/")).contains("clone=apps_srv2");
        }
        assertThat(Files.readString(lab.layout().pluginLog(NODE_1_PRIMARY)))
                .contains("the configuration of before stays");
    }

    @Test
    void without_a_file_that_parses_nothing_is_routed_and_the_configuration_is_still_well() throws Exception {
        Path file = lab.layout().pluginConfig(ALL_PRIMARY);
        for (String broken : List.of(
                "",
                "<Config><ServerCluster Name=\"a\"></ServerCluster></Config>",
                "<Config><ServerCluster Name=\"a\"><Server Name=\"s\"/><PrimaryServers><Server Name=\"t\"/></PrimaryServers>"
                        + "</ServerCluster></Config>")) {
            Files.writeString(file, broken);
            assertThat(apachectl(ALL_PRIMARY, "-t")).contains("Syntax OK");
            graceful(ALL_PRIMARY);
            assertThat(get(ALL_PRIMARY, "/files/")).as(broken).startsWith("404");
            assertThat(get(ALL_PRIMARY, "/index.html")).startsWith("200");
        }
        Files.delete(file);
        graceful(ALL_PRIMARY);
        assertThat(get(ALL_PRIMARY, "/files/")).startsWith("404");
    }

    @Test
    void long_requests_survive_graceful_and_are_cut_by_restart() throws Exception {
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            CompletableFuture<String> upload =
                    CompletableFuture.supplyAsync(() -> get(web, "/files/?ms=5000", "--data", "x".repeat(100_000)));
            awaitActive(1);
            graceful(web);
            assertThat(get(web, "/files/")).startsWith("200");
            assertThat(upload.get()).as(web.name()).startsWith("200").contains("application=Files");
        }
        CompletableFuture<String> cut = CompletableFuture.supplyAsync(() -> get(ALL_PRIMARY, "/files/?ms=20000"));
        awaitActive(1);
        apachectl(ALL_PRIMARY, "restart");
        assertThat(cut.get()).startsWith("000");
    }

    @Test
    void the_access_log_names_the_server() throws Exception {
        assertThat(get(ALL_PRIMARY, "/files/named", cookie("apps_srv2"))).startsWith("200");
        Path log = lab.layout().httpServer(ALL_PRIMARY).resolve("logs/access_log");
        LabWait.until(
                "a line with the server",
                Duration.ofMinutes(2),
                () -> text(log)
                        .matches("(?s).*\"GET /files/named HTTP/1.1\" 200 \\d+ LabNode2_AppsCluster_server2\n.*"),
                () -> text(log));
    }

    private int markedDown() {
        return text(lab.layout().pluginLog(NODE_1_PRIMARY))
                .split("Failed to connect to LabNode1_AppsCluster_server1, marking it down", -1)
                .length;
    }

    private static String swapped(String config) {
        return config.replace("PrimaryServers>", "@")
                .replace("BackupServers>", "PrimaryServers>")
                .replace("@", "BackupServers>");
    }

    private void stop(String node, String server) throws Exception {
        LabShell.run(
                lab.host(LabLayout.hostOf(node)),
                LabScripts.quoted(lab.profile(node).toString()) + "/bin/stopServer.sh " + server);
        assertThat(lab.serverState(node, server)).isEqualTo("STOPPED");
    }

    private void graceful(LabLayout.Web web) throws Exception {
        LabReload.graceful(lab.layout(), web);
    }

    private String apachectl(LabLayout.Web web, String verb) throws IOException, InterruptedException {
        return LabShell.run(
                        lab.host(web.host()),
                        LabScripts.quoted(lab.layout().httpServer(web) + "/bin/apachectl") + " " + verb + " 2>&1")
                .output();
    }

    private void awaitAnswer(LabLayout.Web web, Predicate<String> wanted) {
        LabWait.until(
                "the other server",
                Duration.ofMinutes(2),
                () -> {
                    // both processes have to look
                    for (int i = 0; i < 6; i++) {
                        if (!wanted.test(get(web, "/files/"))) {
                            return false;
                        }
                    }
                    return true;
                },
                () -> get(web, "/files/"));
    }

    private void awaitLog(LabLayout.Web web, String words) {
        Path log = lab.layout().pluginLog(web);
        LabWait.until(
                words,
                Duration.ofMinutes(2),
                () -> {
                    get(web, "/files/");
                    return text(log).contains(words);
                },
                () -> text(log));
    }

    private void awaitActive(int wanted) {
        LabWait.until(
                wanted + " active",
                Duration.ofMinutes(2),
                () -> active("LabNode1", "AppsCluster_server1") + active("LabNode2", "AppsCluster_server2") == wanted,
                () -> "other");
    }

    private int active(String node, String server) {
        return lab.activeRequests(node, server);
    }

    private static Predicate<String> clone(String id) {
        return answer -> answer.contains("clone=" + id + " ");
    }

    private static String[] cookie(String clones) {
        return new String[] {"--cookie", "other=1; JSESSIONID=0000ABCDEFGHIJKLMNOPQRSTUVW:" + clones};
    }

    private String post(LabLayout.Web web, String body) {
        return get(web, "/files/", "--data", body);
    }

    private String get(LabLayout.Web web, String path, String... options) {
        try {
            return LabCurl.get(lab.layout(), web, "http", path, options);
        } catch (IOException e) {
            return "000 " + e.getMessage();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
