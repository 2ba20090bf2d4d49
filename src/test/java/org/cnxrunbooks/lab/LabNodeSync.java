package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Synchronisation of one node with the deployment manager's repository: a changed archive is copied and expanded, and the
 * application is restarted on those servers of the node that run.
 *
 * <p>A full synchronisation compares every archive of the node; another one looks only at what has changed at the
 * deployment manager since the last. The first is always a full one. Faults: {@code sync-stalls}, {@code sync-without-effect} (says that it is
 * done and has done nothing).
 */
final class LabNodeSync {

    private final LabHome home;
    private final String node;
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    LabNodeSync(LabHome home, String node) {
        this.home = home;
        this.node = node;
    }

    /** The next one is a full one. */
    void forget() {
        known.clear();
    }

    /** @return applications that came to the node */
    synchronized List<String> run() throws IOException {
        while (home.fault("sync-stalls")) {
            pause();
        }
        if (home.fault("sync-without-effect")) {
            return List.of();
        }
        List<String> arrived = new ArrayList<>();
        for (String application : home.list("applications")) {
            Path master = archive(home.get("dmgr.profile"), application);
            long stamp = Files.getLastModifiedTime(master).toMillis();
            if (Long.valueOf(stamp).equals(known.put(application, stamp))) {
                continue;
            }
            Path copy = archive(home.get("node." + node + ".profile"), application);
            if (!Files.exists(copy) || Files.mismatch(master, copy) != -1) {
                take(master, copy, application);
                arrived.add(application);
            }
        }
        home.note(host(), "nodeSynchronized", node);
        return arrived;
    }

    boolean synchronised() throws IOException {
        for (String application : home.list("applications")) {
            Path copy = archive(home.get("node." + node + ".profile"), application);
            if (!Files.exists(copy) || Files.mismatch(archive(home.get("dmgr.profile"), application), copy) != -1) {
                return false;
            }
        }
        return true;
    }

    private void take(Path master, Path copy, String application) throws IOException {
        Path draft = copy.resolveSibling(copy.getFileName() + ".tmp");
        Files.copy(master, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        LabEar.expand(
                copy,
                Path.of(
                        home.get("node." + node + ".profile"),
                        "installedApps",
                        home.get("cell"),
                        application + ".ear"));
        home.note(host(), "applicationExpanded", node + "/" + application);
        for (String server : home.list("node." + node + ".servers")) {
            new LabWasControl(home, node, server).restart(application);
        }
    }

    private Path archive(String profile, String application) {
        return Path.of(profile, "config/cells", home.get("cell"), "applications", application + ".ear")
                .resolve(application + ".ear");
    }

    private String host() {
        return home.get("node." + node + ".host");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
