package org.cnxrunbooks.backup;

import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Defect;
import org.cnxrunbooks.vault.Expected;
import org.cnxrunbooks.vault.VaultFailure;
import org.cnxrunbooks.vault.Verification;

/** Re-reads a set against the plan. */
final class SetVerification {

    private static final int ARCHIVES_AT_ONCE = 2;
    private static final int SHOWN = 20;

    private SetVerification() {}

    /** @throws StepFailure naming the defects; the first defective item is the one to retry or skip */
    static Verification sound(BackupSet set, Expected expected, Progress progress) {
        expected.items().forEach(item -> progress.expect(item.host(), item.id(), item.expectedBytes(), 0));
        expected.images()
                .forEach(image ->
                        progress.expect(image.source().host(), image.source().database(), image.bytes(), 1));
        Verification verification = verify(set, expected, progress);
        if (verification.sound()) {
            return verification;
        }
        List<Defect> defects = verification.defects();
        Defect first = defects.get(0);
        throw new StepFailure(
                "Backup set is defective: %s (observed %d defects, expected none)%nHINT: a retry packs the defective items again."
                        .formatted(set.directory().getFileName(), defects.size()),
                first.host().isEmpty() ? first.item() : first.host() + "/" + first.item(),
                first.host(),
                -1,
                defects.stream()
                        .limit(SHOWN)
                        .map(defect -> "%s %s: %s".formatted(defect.kind(), defect.file(), defect.message()))
                        .collect(Collectors.joining("\n")),
                null);
    }

    private static Verification verify(BackupSet set, Expected expected, Progress progress) {
        try {
            return set.verify(expected, ARCHIVES_AT_ONCE, progress);
        } catch (VaultFailure failure) {
            throw new StepFailure(
                    String.valueOf(failure.getMessage()),
                    null,
                    failure.host(),
                    failure.exitCode(),
                    failure.tail(),
                    failure);
        }
    }
}
