package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a command on a host of the lab by the ssh of this machine, so that a test sees what an administrator would.
 *
 * @param exitCode as ssh gives it
 * @param output standard output and error
 */
public record LabShell(int exitCode, String output) {

    static LabShell run(LabSsh host, String command) throws IOException, InterruptedException {
        Path known = Files.createTempFile("known", "hosts");
        try {
            Files.writeString(known, "[" + host.address() + "]:" + host.port() + " " + host.hostKey() + "\n");
            Process process = new ProcessBuilder(List.of(
                            "ssh",
                            "-F",
                            "none",
                            "-i",
                            host.privateKey().toString(),
                            "-o",
                            "UserKnownHostsFile=" + known,
                            "-o",
                            "BatchMode=yes",
                            "-p",
                            String.valueOf(host.port()),
                            host.user() + "@" + host.address(),
                            command))
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new LabShell(process.waitFor(), output);
        } finally {
            Files.delete(known);
        }
    }
}
