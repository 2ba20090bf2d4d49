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

/** Re-reads a whole set. */
record SetVerification(SetFiles files, Clock clock) {

    /** One part of the set, checked. */
    private record Part(@Nullable PackedStore store, long entries, long bytes, List<Defect> defects) {

        static Part of(Defect... defects) {
            return new Part(null, 0, 0, List.of(defects));
        }
    }

    Verification verify(Expected expected, int parallel, Progress progress) {
        Instant started = clock.instant();
        List<Callable<Part>> work = new ArrayList<>();
        expected.items().forEach(item -> work.add(() -> store(item, progress)));
        expected.images().forEach(image -> work.add(() -> image(image, progress)));
        expected.texts().forEach(text -> work.add(() -> text(text)));
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

    private Part store(PackItem item, Progress progress) {
        Optional<PackedStore> recorded = new StoreIntake(files, clock).recorded(item);
        if (recorded.isEmpty()) {
            boolean there = files.size(SetPath.archive(item)) >= 0;
            return Part.of(new Defect(
                    there ? Defect.Kind.NOT_RECORDED : Defect.Kind.MISSING,
                    item.host(),
                    item.id(),
                    SetPath.archive(item),
                    "observed no record of a finished archive, expected one of %s".formatted(item.path())));
        }
        PackedStore store = recorded.get();
        if (!StoreIntake.sameItem(store.item(), item)) {
            return Part.of(new Defect(
                    Defect.Kind.NOT_RECORDED,
                    item.host(),
                    item.id(),
                    SetPath.record(item),
                    "observed an archive of %s, expected one of %s"
                            .formatted(store.item().path(), item.path())));
        }
        if (files.size(store.archive()) < 0 || files.size(store.fileList()) < 0) {
            files.remove(SetPath.record(item));
            return Part.of(new Defect(
                    Defect.Kind.MISSING,
                    item.host(),
                    item.id(),
                    store.archive(),
                    "observed no archive or no list, expected both"));
        }
        StoreCheck.Result result = new StoreCheck(store, files, progress).run();
        if (!result.defects().isEmpty()) {
            files.remove(SetPath.record(item));
        }
        return new Part(store, result.entries(), result.bytes(), result.defects());
    }

    private Part image(StoredImage image, Progress progress) {
        ImageSource source = image.source();
        String observed = digest(image.file(), source.host(), source.database(), progress);
        if (observed.equals(image.sha256())) {
            return Part.of();
        }
        files.remove(SetPath.imageRecord(source));
        return Part.of(new Defect(
                observed.isEmpty() ? Defect.Kind.MISSING : Defect.Kind.IMAGE_CHANGED,
                source.host(),
                source.database(),
                image.file(),
                "observed SHA-256 %s, expected %s"
                        .formatted(observed.isEmpty() ? "of no file" : observed, image.sha256())));
    }

    private Part text(StoredText text) {
        String observed = digest(text.file(), "", text.file(), Progress.NONE);
        if (observed.equals(text.sha256())) {
            return Part.of();
        }
        return Part.of(new Defect(
                observed.isEmpty() ? Defect.Kind.MISSING : Defect.Kind.TEXT_CHANGED,
                "",
                text.file(),
                text.file(),
                "observed SHA-256 %s, expected %s"
                        .formatted(observed.isEmpty() ? "of no file" : observed, text.sha256())));
    }

    /** Empty when it is not there. */
    private String digest(String file, String host, String item, Progress progress) {
        long size = files.size(file);
        if (size < 0) {
            return "";
        }
        progress.expect(host, item, size, 1);
        try {
            return FileDigest.of(files.path(file), bytes -> {
                progress.checkpoint();
                progress.advance(host, item, bytes, 0);
            });
        } catch (IOException e) {
            throw files.failure("verifying " + file, e);
        }
    }
}
