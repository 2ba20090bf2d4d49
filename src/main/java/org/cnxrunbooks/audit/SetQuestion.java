package org.cnxrunbooks.audit;

import static org.cnxrunbooks.audit.Sheet.column;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.audit.Sheet.Kind;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunSummary;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Manifest;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.StoredImage;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.vault.VaultFailure;
import org.jspecify.annotations.Nullable;

/** Which backup sets exist, verified when, how old. Asks the vault itself; a set whose manifest does not hold is shown as such. */
final class SetQuestion implements Question {

    private final Vault vault;
    private final Cells cells;
    private final Ledger ledger;
    private final Clock clock;

    SetQuestion(Vault vault, Cells cells, Ledger ledger, Clock clock) {
        this.vault = vault;
        this.cells = cells;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Sheet answer(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        cells.names().stream()
                .filter(cell -> scope.cell().isEmpty() || scope.cell().equals(cell))
                .forEach(cell -> vault.sets(cell).stream()
                        .filter(set -> shown(set, scope))
                        .forEach(set -> rows.add(row(cell, set))));
        return new Sheet(
                List.of(
                        column("run", "Set", Kind.RUN),
                        column("state", "State", Kind.VERDICT),
                        column("verified", "Verified", Kind.TIME),
                        column("age", "Age", Kind.SECONDS),
                        column("bytes", "Size", Kind.BYTES),
                        column("encrypted", "Encrypted", Kind.TEXT),
                        column("holds", "Holds", Kind.TEXT),
                        column("leftOut", "Left out", Kind.TEXT),
                        column("approvedBy", "Approved by", Kind.PERSON),
                        column("release", "Release", Kind.TEXT),
                        column("cell", "Cell", Kind.TEXT)),
                rows,
                true);
    }

    /** A set of a run that is not known here, e.g. of an older installation, is for whoever reads every backup. */
    private boolean shown(BackupSet set, Scope scope) {
        return scope.processes()
                .contains(ledger.run(name(set)).map(RunSummary::process).orElse("backup"));
    }

    private List<@Nullable Object> row(String cell, BackupSet set) {
        try {
            Manifest manifest = set.manifest();
            long bytes = manifest.stores().stream()
                            .mapToLong(PackedStore::archiveBytes)
                            .sum()
                    + manifest.databases().stream()
                            .mapToLong(StoredImage::bytes)
                            .sum();
            return Arrays.asList(
                    name(set),
                    manifest.skipped().isEmpty() ? "verified" : "verified, not whole",
                    manifest.created(),
                    Duration.between(manifest.created(), clock.instant()).toSeconds(),
                    bytes,
                    encrypted(manifest),
                    "%d archives, %d databases"
                            .formatted(
                                    manifest.stores().size(),
                                    manifest.databases().size()),
                    leftOut(manifest),
                    manifest.approvedBy(),
                    manifest.origin().release().exactLevel(),
                    cell);
        } catch (VaultFailure e) {
            return Arrays.asList(
                    name(set), "not to be trusted", null, null, null, null, e.getMessage(), null, null, null, cell);
        }
    }

    private static String encrypted(Manifest manifest) {
        Manifest.Encrypted by = manifest.encrypted();
        if (by == null) {
            return manifest.format() == 1 ? "not" : "elsewhere, as configured";
        }
        int recipients = by.recipients().size();
        return "age, %d %s".formatted(recipients, recipients == 1 ? "recipient" : "recipients");
    }

    private static String leftOut(Manifest manifest) {
        return manifest.skipped().stream()
                .map(skip -> skip.step().replaceFirst("^[a-zA-Z]+_", "") + " (" + skip.decidedBy() + ": "
                        + skip.reason() + ")")
                .collect(Collectors.joining("; "));
    }

    private static String name(BackupSet set) {
        return set.directory().getFileName().toString();
    }
}
