package org.cnxrunbooks.backup;

import java.time.Duration;
import java.util.Optional;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Manifest;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.Vault;

/** How long a cell will be down, from the newest set of the same cell, or from a rate that is named as assumed. */
final class Downtime {

    private static final long ASSUMED_BYTES_PER_SECOND = 60L << 20;
    private static final Duration STOP_AND_START = Duration.ofMinutes(15);

    private Downtime() {}

    static String estimate(Vault vault, String cell, long expectedBytes) {
        Optional<Manifest> newest = vault.sets(cell).stream().findFirst().map(BackupSet::manifest);
        long rate = newest.map(Downtime::bytesPerSecond).orElse(ASSUMED_BYTES_PER_SECOND);
        String basis = newest.map(manifest -> "at the rate of " + manifest.runId())
                .orElse("assuming %s/s, no earlier set to judge by".formatted(Sizes.bytes(rate)));
        Duration down = STOP_AND_START.plusSeconds(expectedBytes / Math.max(1, rate));
        return "about %s, %d min of it to stop and start (%s)"
                .formatted(Sizes.duration(down), STOP_AND_START.toMinutes(), basis);
    }

    private static long bytesPerSecond(Manifest manifest) {
        long bytes =
                manifest.stores().stream().mapToLong(PackedStore::contentBytes).sum();
        Duration read = Duration.between(
                manifest.consistency().serversStopped(), manifest.consistency().lastRead());
        return bytes / Math.max(1, read.toSeconds());
    }
}
