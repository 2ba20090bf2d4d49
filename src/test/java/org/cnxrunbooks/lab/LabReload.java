package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Graceful reload of a web server, seen through to its end: for a moment children of before still take requests. */
final class LabReload {

    private LabReload() {}

    /** Returns when every child of before has ended, so with the last request that it was answering. */
    static void graceful(LabLayout layout, LabLayout.Web web) throws IOException {
        Path root = layout.httpServer(web);
        long pid =
                Long.parseLong(Files.readString(root.resolve("logs/httpd.pid")).strip());
        List<ProcessHandle> old =
                ProcessHandle.of(pid).map(parent -> parent.children().toList()).orElse(List.of());
        LabCommand.run(List.of(root.resolve("bin/apachectl").toString(), "graceful"));
        LabWait.until(
                web.name() + " has new children only",
                Duration.ofSeconds(30),
                () -> old.stream().noneMatch(LabProcesses::runs),
                old::toString);
    }
}
