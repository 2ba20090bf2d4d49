package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Faults that people and tests switch on by creating a file, and off by deleting it. */
record LabFaults(Path directory) {

    /**
     * Every one; to the first two a server's name may be added, with or without its node: {@code
     * server-will-not-stop-AppsCluster_server1}, {@code server-will-not-stop-LabNode2-nodeagent}; to {@code
     * httpd-will-not-reload} and {@code httpd-reload-hangs} a web server's name. A reload that hung fails when the fault
     * is switched off.
     */
    static final List<String> NAMES = List.of(
            "server-will-not-stop",
            "server-will-not-start",
            "dmgr-down",
            "database-tool-fails",
            "database-success-text-exit-1",
            "database-failure-text-exit-0",
            "image-truncated",
            "connections-linger",
            "wsadmin-jython27",
            "wsadmin-german",
            "wsadmin-cut",
            "wsadmin-slow",
            "wsadmin-view-fails",
            "wsadmin-wrong-process",
            "sync-stalls",
            "sync-without-effect",
            "update-hangs",
            "update-fails",
            "update-without-effect",
            "update-half-way",
            "httpd-will-not-reload",
            "httpd-reload-hangs",
            "plugin-affinity-all",
            "disk-error",
            "slow-tar",
            "slow-curl",
            "old-tar",
            "cut-connections",
            "smtp-down",
            "sshd-down-dmgr",
            "sshd-down-node1",
            "sshd-down-node2",
            "sshd-down-web",
            "sshd-down-web2",
            "sshd-down-db");

    void set(String name, boolean on) throws IOException {
        if (on) {
            Files.writeString(file(name), "on\n");
        } else {
            Files.deleteIfExists(file(name));
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    void clear() {
        try (Stream<Path> on = Files.list(directory)) {
            for (Path fault : on.toList()) {
                Files.deleteIfExists(fault);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the faults were not switched off", e);
        }
    }
}
