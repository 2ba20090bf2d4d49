package org.cnxrunbooks.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.vault.Manifest;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.StoredImage;
import org.cnxrunbooks.vault.StoredText;
import org.jspecify.annotations.Nullable;

/** Brings together what a manifest must say about a set. */
final class ManifestDraft {

    private final BackupPlan plan;
    private final String planDigest;
    private final Cell cell;

    ManifestDraft(BackupPlan plan, String planDigest, Cell cell) {
        this.plan = plan;
        this.planDigest = planDigest;
        this.cell = cell;
    }

    Manifest manifest(
            Instant now,
            String approvedBy,
            Instant serversStopped,
            Map<String, String> hostNames,
            List<PackedStore> stores,
            List<StoredImage> images,
            List<StoredText> roles,
            Manifest.@Nullable FilenetAdmin filenetAdmin,
            List<Manifest.Skipped> skipped,
            Manifest.@Nullable Encrypted encrypted) {
        Instant lastRead = Stream.concat(
                        stores.stream().map(PackedStore::ended), images.stream().map(StoredImage::ended))
                .max(Comparator.naturalOrder())
                .orElse(serversStopped);
        return new Manifest(
                Manifest.FORMAT,
                plan.runId(),
                plan.changeReference(),
                plan.reason(),
                plan.starter(),
                approvedBy,
                planDigest,
                now,
                origin(hostNames),
                new Manifest.Consistency(serversStopped, lastRead),
                stores,
                images,
                roles,
                filenetAdmin,
                skipped,
                encrypted);
    }

    /** What each host of the plan calls itself. */
    static Map<String, String> hostNames(BackupPlan plan, CellSessions sessions) {
        Map<String, String> names = new LinkedHashMap<>();
        plan.hosts()
                .forEach(host -> names.put(
                        host,
                        sessions.apply(host)
                                .run(Command.of("uname", "-n"))
                                .output()
                                .strip()));
        return names;
    }

    private Manifest.Origin origin(Map<String, String> hostNames) {
        return new Manifest.Origin(
                plan.cell(),
                plan.webSphereCell(),
                plan.release(),
                cell.os().name(),
                hostNames,
                new Manifest.Profile(
                        "dmgr",
                        cell.deploymentManager().host(),
                        cell.deploymentManager().profile()),
                cell.nodes().stream()
                        .map(node -> new Manifest.Profile(node.name(), node.host(), node.profile()))
                        .toList(),
                directories(cell.directories()));
    }

    private static Map<String, String> directories(Directories directories) {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("connectionsRoot", directories.connectionsRoot());
        byName.put("appServerRoot", directories.appServerRoot());
        byName.put("localData", directories.localData());
        byName.put("sharedData", directories.sharedData());
        byName.put("sharedResources", directories.sharedResources());
        byName.put("installationManagerData", directories.installationManagerData());
        byName.put("installationManager", directories.installationManager());
        byName.put("customization", directories.customization());
        return byName;
    }
}
