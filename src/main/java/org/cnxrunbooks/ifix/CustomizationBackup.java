package org.cnxrunbooks.ifix;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Manifest;
import org.cnxrunbooks.vault.Vault;

/**
 * The newest verified set of a cell that holds its customization. A manifest is written after everything was read again,
 * so whatever has one was verified.
 */
record CustomizationBackup(String runId, Duration age) {

    static Optional<CustomizationBackup> newest(Vault vault, Cell cell, Instant now) {
        return vault.sets(cell.name()).stream()
                .map(BackupSet::manifest)
                .filter(manifest -> holds(manifest, cell.directories().customization()))
                .findFirst()
                .map(manifest -> new CustomizationBackup(manifest.runId(), Duration.between(manifest.created(), now)));
    }

    private static boolean holds(Manifest manifest, String customization) {
        return manifest.stores().stream()
                .anyMatch(store -> covers(store.item().path(), customization)
                        && store.item().excluded().stream().noneMatch(left -> covers(left, customization)));
    }

    private static boolean covers(String path, String below) {
        return below.equals(path) || below.startsWith(path + "/");
    }

    /** E.g. {@code backup-lab-20260314-210000, 3 days old}. */
    String text() {
        long days = age.toDays();
        long hours = age.toHours();
        return "%s, %s old"
                .formatted(
                        runId,
                        days > 1
                                ? days + " days"
                                : hours > 1 ? hours + " hours" : Math.max(0, age.toMinutes()) + " minutes");
    }
}
