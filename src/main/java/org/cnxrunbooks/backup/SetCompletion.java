package org.cnxrunbooks.backup;

import static org.cnxrunbooks.backup.BackupVariables.CELL_STOPPED_AT;
import static org.cnxrunbooks.backup.BackupVariables.FILENET_ADMIN_REALM;
import static org.cnxrunbooks.backup.BackupVariables.FILENET_ALIAS;
import static org.cnxrunbooks.backup.BackupVariables.FILENET_UNIQUE_NAME;
import static org.cnxrunbooks.backup.BackupVariables.FILENET_USER_ID;
import static org.cnxrunbooks.backup.BackupVariables.IMAGES_DIGEST;
import static org.cnxrunbooks.backup.BackupVariables.PLAN_DIGEST;
import static org.cnxrunbooks.backup.BackupVariables.ROLES_DIGEST;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.engine.People;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.engine.Variable;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Expected;
import org.cnxrunbooks.vault.Manifest;
import org.cnxrunbooks.vault.PackItem;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.StoredImage;
import org.cnxrunbooks.vault.StoredText;
import org.cnxrunbooks.vault.Verification;
import org.jspecify.annotations.Nullable;

/** Verifies the set of a run, finishes it with its manifest, clears the images from the database hosts, and destroys the
 * key of the run. */
final class SetCompletion {

    private final StepRun run;
    private final BackupWork work;
    private final Clock clock;

    SetCompletion(StepRun run, BackupWork work, Clock clock) {
        this.run = run;
        this.work = work;
        this.clock = clock;
    }

    VerifiedSet complete() {
        BackupPlan plan = work.plan();
        BackupSet set = work.set();
        List<StoredImage> images = recorded(IMAGES_DIGEST, StoredImage.class);
        List<StoredText> roles = recorded(ROLES_DIGEST, StoredText.class);
        Expected expected = new Expected(items(plan), images, roles);
        Verification verification = SetVerification.sound(set, expected, run.progress());
        Manifest manifest = new ManifestDraft(plan, run.read(PLAN_DIGEST), work.cell())
                .manifest(
                        clock.instant(),
                        work.approver(),
                        stoppedSince(verification),
                        ManifestDraft.hostNames(plan, work.sessions()),
                        verification.stores(),
                        images,
                        roles,
                        filenetAdmin(),
                        skipped(),
                        set.encrypted());
        String digest = set.finish(manifest);
        work.databases().discard(images);
        set.destroyKey();
        long bytes = verification.stores().stream()
                        .mapToLong(PackedStore::archiveBytes)
                        .sum()
                + images.stream().mapToLong(StoredImage::bytes).sum();
        return new VerifiedSet(digest, bytes, verification.entries(), manifest.encrypted());
    }

    /** The moment the whole cell was proven stopped; where a person skipped that, the moment the first item was read. */
    private Instant stoppedSince(Verification verification) {
        return run.find(CELL_STOPPED_AT).map(Instant::parse).orElseGet(() -> verification.stores().stream()
                .map(PackedStore::started)
                .min(Comparator.naturalOrder())
                .orElse(clock.instant()));
    }

    /** Everything planned, less what a person left out when it was to be packed or verified. */
    private List<PackItem> items(BackupPlan plan) {
        List<String> skipped = work.memory().skips().stream()
                .map(skip -> skip.getOrDefault("step", ""))
                .toList();
        return Stream.of(Phase.values())
                .flatMap(phase -> work.items(plan, phase).stream())
                .filter(planned -> skipped.stream().noneMatch(step -> step.endsWith("/" + planned.label())))
                .map(PlannedItem::item)
                .toList();
    }

    private <T> List<T> recorded(Variable<String> digest, Class<T> type) {
        return run.find(digest)
                .map(sha256 -> Records.readList(
                        run.evidence()
                                .blob(sha256)
                                .orElseThrow(() -> new IllegalStateException("Evidence lacks " + digest.name())),
                        type))
                .orElse(List.of());
    }

    private Manifest.@Nullable FilenetAdmin filenetAdmin() {
        return run.find(FILENET_ADMIN_REALM)
                .map(realm -> new Manifest.FilenetAdmin(
                        run.read(FILENET_ALIAS),
                        run.read(FILENET_USER_ID),
                        run.read(FILENET_UNIQUE_NAME),
                        realm,
                        People.of(run).decided("userTask_inspectFilenetAdminRealm")))
                .orElse(null);
    }

    private List<Manifest.Skipped> skipped() {
        return work.memory().skips().stream()
                .map(skip -> new Manifest.Skipped(
                        skip.getOrDefault("step", ""),
                        skip.getOrDefault("reason", ""),
                        skip.getOrDefault("decidedBy", "")))
                .toList();
    }
}
