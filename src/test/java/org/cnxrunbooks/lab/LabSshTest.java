package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabSshTest {

    @TempDir
    Path directory;

    @Test
    void the_real_server_runs_a_command_in_its_own_environment_and_ends() throws Exception {
        assumeThat(LabSshd.PROGRAM).isExecutable();
        LabSshd server = LabSshd.start(directory, "127.0.9.11", 0, Map.of("LAB_HOST", "node one"));
        try (server) {
            assertThat(ssh(server, "echo $LAB_HOST; echo $HOME"))
                    .isEqualTo("node one\n" + directory.resolve("home") + "\n");
        }
        assertThat(ProcessHandle.of(server.pid()).filter(LabProcesses::runs)).isEmpty();
    }

    @Test
    void the_fallback_runs_a_command_in_its_own_environment() throws Exception {
        assumeThat(Path.of("/usr/bin/ssh")).isExecutable();
        try (LabMina server = LabMina.start(directory, "127.0.9.11", 0, Map.of("LAB_HOST", "node one"))) {
            assertThat(ssh(server, "echo $LAB_HOST; echo $HOME"))
                    .isEqualTo("node one\n" + directory.resolve("home") + "\n");
        }
    }

    @Test
    void a_server_left_by_a_killed_JVM_is_replaced_and_keeps_its_identity() {
        assumeThat(LabSshd.PROGRAM).isExecutable();
        LabSshd left = LabSshd.start(directory, "127.0.9.11", 0, Map.of());
        try (LabSshd next = LabSshd.start(directory, "127.0.9.11", left.port(), Map.of())) {
            assertThat(next.pid()).isNotEqualTo(left.pid());
            assertThat(ProcessHandle.of(left.pid()).filter(LabProcesses::runs)).isEmpty();
            assertThat(next.hostKey()).isEqualTo(left.hostKey());
        }
    }

    private String ssh(LabSsh server, String command) throws IOException, InterruptedException {
        Path known = Files.writeString(
                directory.resolve("known_hosts"),
                "[" + server.address() + "]:" + server.port() + " " + server.hostKey());
        Process process = new ProcessBuilder(
                        "ssh",
                        "-F",
                        "none",
                        "-i",
                        server.privateKey().toString(),
                        "-o",
                        "UserKnownHostsFile=" + known,
                        "-o",
                        "BatchMode=yes",
                        "-p",
                        String.valueOf(server.port()),
                        server.user() + "@" + server.address(),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
