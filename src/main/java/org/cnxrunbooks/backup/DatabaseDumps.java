package org.cnxrunbooks.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.database.DatabaseDump;
import org.cnxrunbooks.database.DatabaseImage;
import org.cnxrunbooks.database.DumpRun;
import org.cnxrunbooks.database.NativeBackup;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.ImageSource;
import org.cnxrunbooks.vault.StoredImage;
import org.cnxrunbooks.vault.VaultFailure;

/**
 * Dumps the planned databases with their own tools and brings the images into the set. Instances work side by side, the
 * databases of one instance one after the other: they share its disks.
 */
final class DatabaseDumps {

    /** For one database; the largest content stores dump for hours. */
    private static final Duration LIMIT = Duration.ofHours(12);

    private static final int INSTANCES_AT_ONCE = 4;

    private final CellSessions sessions;
    private final BackupSet set;
    private final Predicate<String> skipped;

    DatabaseDumps(CellSessions sessions, BackupSet set, Predicate<String> skipped) {
        this.sessions = sessions;
        this.set = set;
        this.skipped = skipped;
    }

    /**
     * @param attempts for a database by its label: 1, and one more for each time a person had it tried again; the same
     *     attempt finds its finished job again
     */
    List<StoredImage> dump(BackupPlan plan, ToIntFunction<String> attempts, Progress progress) {
        return Parallel.map(
                        sessions.cell().databases(),
                        INSTANCES_AT_ONCE,
                        instance -> dump(instance, plan, attempts, progress))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<StoredImage> dump(
            DatabaseInstance instance, BackupPlan plan, ToIntFunction<String> attempts, Progress progress) {
        List<StoredImage> images = new ArrayList<>();
        for (PlannedDatabase database : plan.databases()) {
            if (database.host().equals(instance.host())
                    && database.instance().equals(instance.instance())
                    && database.kind() == instance.kind()
                    && !skipped.test(database.label())) {
                images.addAll(dump(instance, database, plan.runId(), attempts.applyAsInt(database.label()), progress));
            }
        }
        return images;
    }

    private List<StoredImage> dump(
            DatabaseInstance instance, PlannedDatabase database, String runId, int attempt, Progress progress) {
        progress.expect(database.host(), database.database(), database.expectedBytes(), 1);
        try {
            HostSession session = sessions.apply(instance.host());
            NativeBackup backup = NativeBackup.of(instance, session);
            DatabaseDump dump =
                    backup.dump(database.database(), new DumpRun(runId, "dumpDatabases", attempt, LIMIT, progress));
            List<StoredImage> images = new ArrayList<>();
            for (DatabaseImage image : dump.images()) {
                images.add(set.fetchImage(session, source(instance, database, dump, image), progress));
            }
            return images;
        } catch (HostFailure failure) {
            throw new StepFailure(database.label(), String.valueOf(failure.getMessage()), failure);
        } catch (VaultFailure failure) {
            throw new StepFailure(
                    String.valueOf(failure.getMessage()),
                    database.label(),
                    instance.host(),
                    failure.exitCode(),
                    failure.tail(),
                    failure);
        }
    }

    /** Removes the images from the database hosts, once the set holds them verified. */
    void discard(List<StoredImage> images) {
        for (StoredImage image : images) {
            ImageSource source = image.source();
            String fileName = source.path().substring(source.path().lastIndexOf('/') + 1);
            sessions.cell().databases().stream()
                    .filter(instance -> instance.host().equals(source.host())
                            && instance.instance().equals(source.instance())
                            && instance.kind() == source.kind())
                    .forEach(instance -> NativeBackup.of(instance, sessions.apply(source.host()))
                            .discard(
                                    new DatabaseImage(source.database(), source.path(), fileName, image.imageBytes())));
        }
    }

    private static ImageSource source(
            DatabaseInstance instance, PlannedDatabase database, DatabaseDump dump, DatabaseImage image) {
        return new ImageSource(
                instance.kind(),
                instance.host(),
                instance.instance(),
                database.database(),
                image.path(),
                instance.owner(),
                database.version(),
                instance.kind().name(),
                dump.command(),
                dump.timestamp(),
                instance.owner());
    }
}
