package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Graceful reload of a web server, seen through to its end: for a moment children of before still take requests. */
final class LabReload {

    private LabReload() {}

    /** A child has its workers only when it has read its configuration; a few threads are there before. */
    private static final int THREADS_OF_A_READY_CHILD = 5;

    /**
     * Returns when every child of before has ended, so with the last request that it was answering, and every new one has
     * read its configuration.
     */
    static void graceful(LabLayout layout, LabLayout.Web web) throws IOException {
        Path root = layout.httpServer(web);
        long pid =
                Long.parseLong(Files.readString(root.resolve("logs/httpd.pid")).strip());
        List<ProcessHandle> old = children(pid);
        LabCommand.run(List.of(root.resolve("bin/apachectl").toString(), "graceful"));
        LabWait.until(
                web.name() + " has new children only",
                Duration.ofSeconds(30),
                () -> old.stream().noneMatch(LabProcesses::runs),
                old::toString);
        LabWait.until(
                web.name() + " is ready",
                Duration.ofSeconds(30),
                () -> {
                    List<ProcessHandle> children = children(pid);
                    return !children.isEmpty() && children.stream().allMatch(LabReload::ready);
                },
                () -> children(pid).toString());
    }

    private static List<ProcessHandle> children(long pid) {
        return ProcessHandle.of(pid).map(parent -> parent.children().toList()).orElse(List.of());
    }

    private static boolean ready(ProcessHandle child) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(child.pid()), "task"))) {
            return threads.count() >= THREADS_OF_A_READY_CHILD;
        } catch (IOException e) {
            return false; // it ended meanwhile
        }
    }
}
