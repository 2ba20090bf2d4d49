package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at arguments and environment of every process of this machine every 10 ms, as any account of a host could; the
 * hosts of the lab are this machine. What lives shorter can go unseen.
 */
final class CanaryProcesses implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final CanaryFindings findings;
    private final Thread thread = new Thread(this::watch, "canary-processes");
    private final Map<Path, Integer> seen = new HashMap<>();
    private final Set<String> commands = new TreeSet<>();
    private volatile boolean ended;
    private volatile int sweeps;

    CanaryProcesses(CanaryFindings findings) {
        this.findings = findings;
        thread.setDaemon(true);
        thread.start();
    }

    int sweeps() {
        return sweeps;
    }

    /** Arguments of every process that was seen. */
    synchronized Set<String> commands() {
        return new TreeSet<>(commands);
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }

    private void watch() {
        while (!ended) {
            try {
                sweep();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            sweeps++;
            LockSupport.parkNanos(PAUSE);
        }
    }

    private synchronized void sweep() throws IOException {
        Set<Path> alive = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                byte[] arguments = read(process.resolve("cmdline"));
                alive.add(process);
                // a process that becomes another program shows other arguments
                if (arguments.length > 0
                        && !Integer.valueOf(Arrays.hashCode(arguments)).equals(seen.get(process))) {
                    seen.put(process, Arrays.hashCode(arguments));
                    look(process.getFileName().toString(), arguments, read(process.resolve("environ")));
                }
            }
        }
        seen.keySet().retainAll(alive);
    }

    private void look(String pid, byte[] arguments, byte[] environment) {
        String command = words(arguments);
        commands.add(command);
        Set<String> found = findings.search().in(arguments);
        if (!found.isEmpty()) {
            findings.add("arguments of process " + pid + ": " + command, found);
        }
        if (!findings.search().in(environment).isEmpty()) {
            for (String entry : new String(environment, StandardCharsets.ISO_8859_1).split("\0")) {
                findings.add(
                        "environment of process " + pid + ": " + entry.replaceFirst("=.*", ""),
                        findings.search().in(entry.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static String words(byte[] zeroEnded) {
        return new String(zeroEnded, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    }

    /** Nothing of a process that has ended or is another account's. */
    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
