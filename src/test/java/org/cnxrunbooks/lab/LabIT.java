package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class LabIT {

    private final Lab lab;

    LabIT(Lab lab) {
        this.lab = lab;
    }

    /** The aim is ten seconds; how busy the machine is, is no matter of right or wrong. */
    @Test
    void tells_how_long_its_start_took() {
        System.out.println("lab up from nothing in " + lab.startedIn().toMillis() + " ms");
        assertThat(lab.startedIn()).isPositive();
    }

    @Test
    void describes_itself_as_scripts_outside_expect() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(lab.directory().resolve("lab.json").toFile());
        assertThat(json.get("parts")).isNotEmpty().allSatisfy(part -> assertThat(part.asText())
                .isIn("real", "fallback"));
        assertThat(json.get("hosts"))
                .extracting(host -> host.get("name").asText())
                .containsExactly("dmgr", "node1", "node2", "web", "db", "web2");
        assertThat(json.get("hosts")).allSatisfy(host -> {
            assertThat(Path.of(host.get("root").asText())).isDirectory();
            assertThat(host.get("port").isInt()).isTrue();
            assertThat(host.get("address").asText()).startsWith("127.0.");
        });
        assertThat(json.get("clusters"))
                .extracting(cluster -> cluster.get("path").asText())
                .containsExactly("/profiles/", "/files/");
        assertThat(json.get("databases")).isNotEmpty();
        assertThat(Path.of(json.get("fixDirectory").asText())).isDirectory();
        assertThat(json.get("faults")).hasSameSizeAs(LabFaults.NAMES);
        assertThat(Path.of(json.get("ledger").asText())).isRegularFile();
        assertThat(get(json.at("/webServers/0/http").asText())).isEqualTo(200);
        assertThat(json.get("webServers"))
                .extracting(web -> web.get("name").asText())
                .containsExactly("webserver1", "webserver2");
        assertThat(json.get("webServers")).allSatisfy(web -> assertThat(
                        Path.of(web.get("serverRoot").asText()).resolve("htdocs"))
                .isDirectory());
    }

    @Test
    void every_host_answers_by_its_own_name() throws Exception {
        for (String host : LabLayout.HOSTS) {
            assertThat(LabShell.run(lab.host(host), "echo $LAB_HOST").output()).isEqualTo(host + "\n");
        }
    }

    @Test
    void a_member_stops_and_starts_with_the_messages_and_exit_codes_of_WebSphere() throws Exception {
        LabShell stopped = node1("stopServer.sh AppsCluster_server1");
        assertThat(stopped.output())
                .contains("ADMU0128I", "ADMU3201I", "ADMU4000I: Server AppsCluster_server1 stop completed.");
        assertThat(stopped.exitCode()).isZero();
        assertThat(node1("serverStatus.sh AppsCluster_server1").output()).contains("ADMU0509I");
        LabShell again = node1("stopServer.sh AppsCluster_server1");
        assertThat(again.output()).contains("ADMU0509I");
        assertThat(again.exitCode()).isEqualTo(246);

        LabShell started = node1("startServer.sh AppsCluster_server1");
        assertThat(started.output())
                .containsPattern("ADMU3000I: Server AppsCluster_server1 open for e-business; process id is \\d+");
        assertThat(started.exitCode()).isZero();
        LabShell twice = node1("startServer.sh AppsCluster_server1");
        assertThat(twice.output()).contains("ADMU3027E");
        assertThat(twice.exitCode()).isEqualTo(255);
        assertThat(node1("serverStatus.sh -all").output())
                .contains("\"AppsCluster_server1\" is STARTED", "The Node Agent \"nodeagent\" is STARTED");
    }

    @Test
    void the_node_agent_goes_alone_and_the_deployment_manager_too() throws Exception {
        assertThat(node1("stopNode.sh").output()).contains("ADMU4000I: Server nodeagent stop completed.");
        assertThat(lab.serverState("LabNode1", "AppsCluster_server1")).isEqualTo("STARTED");
        LabShell manager = LabShell.run(lab.host("dmgr"), bin("LabDmgrNode") + "stopManager.sh");
        assertThat(manager.output()).contains("ADMU4000I: Server dmgr stop completed.");
        assertThat(lab.serverState("LabDmgrNode", "dmgr")).isEqualTo("STOPPED");
        assertThat(LabShell.run(lab.host("dmgr"), bin("LabDmgrNode") + "startManager.sh")
                        .exitCode())
                .isZero();
        assertThat(node1("startNode.sh").exitCode()).isZero();
    }

    @Test
    void a_stop_without_the_right_password_is_refused() throws Exception {
        LabShell refused = node1("stopServer.sh AppsCluster_server1 -username wasadmin -password wrong");
        assertThat(refused.output()).contains("ADMN0022E");
        assertThat(refused.exitCode()).isEqualTo(246);
        assertThat(lab.serverState("LabNode1", "AppsCluster_server1")).isEqualTo("STARTED");
    }

    @Test
    void a_word_that_no_script_knows_is_refused() throws Exception {
        assertThat(node1("stopServer.sh AppsCluster_server1 -now").output())
                .contains("ADMU9991E: Unknown option: -now");
        assertThat(node1("stopServer.sh Nobody").output()).contains("ADMU0522E");
    }

    @Test
    void a_server_that_will_not_stop_times_out_and_goes_on() throws Exception {
        lab.fault("server-will-not-stop-AppsCluster_server1", true);
        try {
            LabShell stuck = node1("stopServer.sh AppsCluster_server1 -timeout 1");
            assertThat(stuck.output()).contains("ADMU3060E");
            assertThat(stuck.exitCode()).isEqualTo(245);
            assertThat(lab.serverState("LabNode1", "AppsCluster_server1")).isEqualTo("STARTED");
        } finally {
            lab.fault("server-will-not-stop-AppsCluster_server1", false);
        }
    }

    @Test
    void the_ledger_notes_every_effect_once_with_host_and_time() throws Exception {
        long before = notes("serverStopped:LabNode2/InfraCluster_server2");
        LabShell.run(lab.host("node2"), bin("LabNode2") + "stopServer.sh InfraCluster_server2");
        LabShell.run(lab.host("node2"), bin("LabNode2") + "stopServer.sh InfraCluster_server2");
        assertThat(notes("serverStopped:LabNode2/InfraCluster_server2")).isEqualTo(before + 1);
        JsonNode last = new ObjectMapper().readTree(lines().get(lines().size() - 1));
        assertThat(last.get("host").asText()).isEqualTo("node2");
        assertThat(Instant.parse(last.get("time").asText()))
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void a_host_switched_off_refuses_and_comes_back_with_its_identity() throws Exception {
        LabSsh web = lab.host("web");
        lab.fault("sshd-down-web", true);
        LabWait.until("web refuses", Duration.ofMinutes(2), () -> !answers(web), () -> "an answer");
        lab.fault("sshd-down-web", false);
        LabWait.until("web answers", Duration.ofMinutes(2), () -> answers(web), () -> "no answer");
        // returns when the host that is on its way up is there
        lab.hostUp("web");
        assertThat(lab.host("web").hostKey()).isEqualTo(web.hostKey());
    }

    @Test
    void a_disk_error_ends_tar_in_mid_stream_with_its_words() throws Exception {
        lab.fault("disk-error", true);
        LabShell failed = LabShell.run(
                lab.host("dmgr"),
                "cd '" + lab.sharedData()
                        + "' && tar --create --file=- files | wc -c; tar -cf - files 2>&1 >/dev/null");
        assertThat(failed.output()).contains("65536").contains("Input/output error");
        assertThat(failed.exitCode()).isEqualTo(2);
    }

    @Test
    void awkward_files_are_there_as_their_names_say() throws Exception {
        LabShell listed = LabShell.run(
                lab.host("dmgr"),
                "cd '" + lab.sharedData()
                        + "/files/awkward' && stat -c '%a %h %n' hard-1 mode-4755 sparse && du -k sparse && find . -name 'latin1*' | od -c | head -2");
        assertThat(listed.output())
                .contains("644 2 hard-1", "4755 1 mode-4755")
                .containsPattern("\\d{1,2}\tsparse")
                .contains("344 366 374");
        assertThat(listed.exitCode()).isZero();
    }

    @Test
    void the_databases_hold_rows() throws Exception {
        assumeThat(lab.parts().get("database")).isEqualTo("real");
        LabShell counted = LabShell.run(lab.host("db"), "psql -At -c 'select count(*) from content' FNGCD");
        assertThat(counted.output()).isEqualTo("500\n");
    }

    @Test
    void what_a_killed_JVM_leaves_is_ended_by_the_next_start() throws Exception {
        LabOptions options = LabOptions.test().withoutDatabase();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process doomed = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabDoomed.class.getName(),
                        options.directory().toString(),
                        String.valueOf(options.network()))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(doomed.inputReader()
                            .lines()
                            .filter(line -> line.equals("up"))
                            .findFirst())
                    .isPresent();
        } finally {
            doomed.destroyForcibly().waitFor();
        }
        List<ProcessHandle> left =
                LabProcesses.alive(options.directory().toAbsolutePath().resolve("run"));
        assertThat(left).hasSizeGreaterThanOrEqualTo(7);
        try (Lab next = Lab.start(options)) {
            assertThat(left).noneMatch(LabProcesses::runs);
            assertThat(LabShell.run(next.host("dmgr"), "echo $LAB_HOST").output())
                    .isEqualTo("dmgr\n");
        }
    }

    @Test
    void on_a_machine_without_any_package_every_part_has_a_fallback() throws Exception {
        try (Lab bare = Lab.start(LabOptions.test().withFallbacks())) {
            assertThat(bare.parts().values()).containsOnly("fallback");
            Path images = bare.root("db").resolve("backup");
            LabShell dumped = LabShell.run(
                    bare.host("db"),
                    "db2 list database directory && db2 backup database FNOS to '" + images + "' without prompting");
            assertThat(dumped.output()).contains("Database alias                       = FNOS", "Backup successful.");
            assertThat(dumped.exitCode()).isZero();
            LabShell checked = LabShell.run(bare.host("db"), "cd '" + images + "' && db2ckbkp FNOS.0.*");
            assertThat(checked.output()).contains("Image Verification Complete - successful.");
            LabShell broken = LabShell.run(
                    bare.host("db"), "cd '" + images + "' && truncate -s -40 FNOS.0.* && db2ckbkp FNOS.0.*");
            assertThat(broken.exitCode()).isNotZero();
            JsonNode json = new ObjectMapper()
                    .readTree(bare.directory().resolve("lab.json").toFile());
            assertThat(get(json.at("/webServers/0/http").asText())).isEqualTo(200);
        }
    }

    @Test
    void another_lab_stands_beside_it_without_tar_and_leaves_nothing_running() throws Exception {
        Lab other = Lab.start(LabOptions.test().withoutDatabase().withoutTools("node1", Set.of("tar")));
        LabSsh node = other.host("node1");
        List<ProcessHandle> processes;
        try (other) {
            processes = other.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(7);
            assertThat(LabShell.run(other.host("node1"), "command -v tar").exitCode())
                    .isNotZero();
            assertThat(LabShell.run(other.host("node1"), "command -v sort").exitCode())
                    .isZero();
        }
        assertThat(processes).noneMatch(LabProcesses::runs);
        assertThat(answers(node)).isFalse();
        assertThat(other.directory().resolve("lab.json")).doesNotExist();
        assertThat(lab.directory().resolve("lab.json")).exists();
    }

    @Test
    void two_labs_at_one_address_are_refused_with_a_hint() {
        LabOptions same = LabOptions.test(lab.layout().network()).in(Path.of("target/lab-twin"));
        assertThatThrownBy(() -> Lab.start(same))
                .hasMessageContaining("address is taken")
                .hasMessageContaining("HINT");
        assertThat(answers(lab.host("dmgr"))).isTrue();
    }

    private LabShell node1(String command) throws IOException, InterruptedException {
        return LabShell.run(lab.host("node1"), bin("LabNode1") + command);
    }

    private String bin(String node) {
        return LabScripts.quoted(lab.profile(node).toString()) + "/bin/";
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(lab.ledger());
    }

    private long notes(String id) throws IOException {
        return lines().stream()
                .filter(line -> line.contains("\"id\":\"" + id + "\""))
                .count();
    }

    private static int get(String address) throws IOException {
        return ((HttpURLConnection) URI.create(address).toURL().openConnection()).getResponseCode();
    }

    private static boolean answers(LabSsh host) {
        try (java.net.Socket socket = new java.net.Socket(host.address(), host.port())) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }
}
