package org.cnxrunbooks.backup;

import java.util.List;
import java.util.function.Predicate;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.PackFailure;
import org.cnxrunbooks.vault.PackTask;
import org.cnxrunbooks.vault.PackWay;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.Packing;
import org.cnxrunbooks.vault.Tolerance;

/** Packs the planned file stores of every host into the set. */
final class FileStores {

    private static final int PER_HOST = 2;
    private static final int OVERALL = 4;

    private final CellSessions sessions;
    private final BackupSet set;
    private final Predicate<String> skipped;

    FileStores(CellSessions sessions, BackupSet set, Predicate<String> skipped) {
        this.sessions = sessions;
        this.set = set;
        this.skipped = skipped;
    }

    /** @param stopped false when a person let a server run on: then files may change, and each that does is named */
    List<PackedStore> pack(List<PlannedItem> items, boolean stopped, Progress progress) {
        List<PlannedItem> wanted =
                items.stream().filter(item -> !skipped.test(item.label())).toList();
        wanted.forEach(planned -> progress.expect(
                planned.item().host(), planned.item().id(), planned.item().expectedBytes(), 0));
        try {
            return new Packing(set, PER_HOST, OVERALL)
                    .pack(
                            wanted.stream().map(this::task).toList(),
                            stopped ? Tolerance.STOPPED : Tolerance.RUNNING,
                            progress);
        } catch (PackFailure failure) {
            throw new StepFailure(
                    String.valueOf(failure.getMessage()),
                    failure.item().host() + "/" + failure.item().id(),
                    failure.item().host(),
                    failure.exitCode(),
                    failure.tail(),
                    failure);
        }
    }

    private PackTask task(PlannedItem planned) {
        try {
            return new PackTask(sessions.apply(planned.item().host()), planned.item(), PackWay.valueOf(planned.way()));
        } catch (HostFailure failure) {
            throw new StepFailure(planned.label(), String.valueOf(failure.getMessage()), failure);
        }
    }
}
