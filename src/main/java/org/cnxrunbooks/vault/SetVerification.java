package org.cnxrunbooks.vault;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Re-reads a whole set. One that was finished and whose key is destroyed is compared by its digests alone: it was read in
 * full before the manifest was written, and equal bytes are still what was read then.
 */
record SetVerification(SetFiles files, Seal seal, Clock clock) {

    /** One part of the set, checked. */
    private record Part(@Nullable PackedStore store, long entries, long bytes, List<Defect> defects) {

        static Part of(List<Defect> defects) {
            return new Part(null, 0, 0, defects);
        }

        static Part of(PackItem item, Defect.Kind kind, String file, String message) {
            return of(List.of(new Defect(kind, item.host(), item.id(), file, message)));
        }
    }

    Verification verify(Expected expected, int parallel, Progress progress) {
        Instant started = clock.instant();
        boolean digestsOnly = keyIsGone() && finished();
        Seal reading = digestsOnly ? Seal.NONE : seal;
        List<Callable<Part>> work = new ArrayList<>();
        expected.items().forEach(item -> work.add(() -> store(item, digestsOnly, progress)));
        expected.images().forEach(image -> work.add(() -> image(image, reading, progress)));
        expected.texts().forEach(text -> work.add(() -> text(text, reading)));
        List<PackedStore> stores = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        long entries = 0;
        long bytes = 0;
        for (Part part : Workers.run("verifying", parallel, work)) {
            PackedStore store = part.store();
            if (store != null) {
                stores.add(store);
            }
            defects.addAll(part.defects());
            entries += part.entries();
            bytes += part.bytes();
        }
        return new Verification(stores, entries, bytes, defects, started, clock.instant());
    }

    private boolean keyIsGone() {
        try {
            return !seal.readable();
        } catch (IOException e) {
            throw files.failure("reading the key of the run", e);
        }
    }

    private boolean finished() {
        try {
            ManifestFormat.read(files.path(Finishing.MANIFEST));
            return true;
        } catch (VaultFailure e) {
            return false;
        }
    }

    private Part store(PackItem item, boolean digestsOnly, Progress progress) {
        String archive = seal.name(SetPath.archive(item));
        Optional<PackedStore> recorded = new StoreIntake(files, seal, clock).recorded(item);
        if (recorded.isEmpty()) {
            boolean there = files.size(archive) >= 0;
            return Part.of(
                    item,
                    there ? Defect.Kind.NOT_RECORDED : Defect.Kind.MISSING,
                    archive,
                    "observed no record of a finished archive, expected one of %s".formatted(item.path()));
        }
        PackedStore store = recorded.get();
        if (!StoreIntake.sameItem(store.item(), item)) {
            return Part.of(
                    item,
                    Defect.Kind.NOT_RECORDED,
                    SetPath.record(item),
                    "observed an archive of %s, expected one of %s"
                            .formatted(store.item().path(), item.path()));
        }
        Part part = digestsOnly ? digests(store, progress) : content(store, archive, progress);
        if (!part.defects().isEmpty()) {
            files.remove(SetPath.record(item));
        }
        return part;
    }

    private Part content(PackedStore store, String archive, Progress progress) {
        PackItem item = store.item();
        if (files.size(store.archive()) < 0 || files.size(store.fileList()) < 0) {
            return Part.of(item, Defect.Kind.MISSING, store.archive(), "observed no archive or no list, expected both");
        }
        if (!store.archive().equals(archive) || !opens(store.runRecipient())) {
            return Part.of(
                    item,
                    Defect.Kind.UNREADABLE,
                    store.archive(),
                    "observed an archive that was encrypted otherwise, expected one for the recipients and this run's key");
        }
        StoreCheck.Result result = new StoreCheck(store, files, seal, progress).run();
        return new Part(store, result.entries(), result.bytes(), result.defects());
    }

    private Part digests(PackedStore store, Progress progress) {
        PackItem item = store.item();
        List<Defect> defects = new ArrayList<>();
        defects.addAll(new FileCheck(files, Seal.NONE, item.host(), item.id(), Defect.Kind.ARCHIVE_CHANGED)
                .run(store.archive(), store.archiveSha256(), progress));
        defects.addAll(new FileCheck(files, Seal.NONE, item.host(), item.id(), Defect.Kind.LIST_CHANGED)
                .run(store.fileList(), store.fileListSha256(), Progress.NONE));
        return new Part(store, store.entries(), store.contentBytes(), defects);
    }

    private boolean opens(@Nullable String runRecipient) {
        try {
            return seal.opens(runRecipient);
        } catch (IOException e) {
            throw files.failure("reading the key of the run", e);
        }
    }

    private Part image(StoredImage image, Seal reading, Progress progress) {
        ImageSource source = image.source();
        List<Defect> defects = new FileCheck(
                        files, reading, source.host(), source.database(), Defect.Kind.IMAGE_CHANGED)
                .run(image.file(), image.sha256(), progress);
        if (!defects.isEmpty()) {
            files.remove(SetPath.imageRecord(source));
        }
        return Part.of(defects);
    }

    private Part text(StoredText text, Seal reading) {
        return Part.of(new FileCheck(files, reading, "", text.file(), Defect.Kind.TEXT_CHANGED)
                .run(text.file(), text.sha256(), Progress.NONE));
    }
}
