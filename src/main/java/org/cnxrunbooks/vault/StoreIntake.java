package org.cnxrunbooks.vault;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;

/**
 * Brings items into a set. The order makes every moment safe: archive and list appear complete, the record that makes
 * them count comes last.
 */
record StoreIntake(SetFiles files, Seal seal, Clock clock) {

    private static final int NAMED = 10;

    PackedStore pack(HostSession session, PackItem item, PackWay way, Tolerance tolerance, Progress progress) {
        Optional<PackedStore> earlier = recorded(item);
        try {
            if (earlier.isPresent() && stands(earlier.get(), item, tolerance)) {
                PackedStore store = earlier.get();
                progress.expect(item.host(), item.id(), store.contentBytes(), store.entries());
                progress.advance(item.host(), item.id(), store.contentBytes(), store.entries());
                return store.as(PackOutcome.ALREADY_PACKED);
            }
            progress.checkpoint();
            progress.expect(item.host(), item.id(), item.expectedBytes(), 0);
            return transfer(session, item, way, tolerance, progress);
        } catch (IOException e) {
            throw files.failure("storing the archive of %s from %s".formatted(item.id(), item.host()), e);
        }
    }

    Optional<PackedStore> recorded(PackItem item) {
        return files.read(SetPath.record(item), PackedStore.class);
    }

    /** Cheap on purpose (size, digest of the small list): the archive's own digest is checked by verify. */
    private boolean stands(PackedStore store, PackItem item, Tolerance tolerance) throws IOException {
        return sameItem(store.item(), item)
                && store.archive().equals(seal.name(SetPath.archive(item)))
                && seal.opens(store.runRecipient())
                && files.size(store.archive()) == store.archiveBytes()
                && refused(store.disturbances(), tolerance).isEmpty()
                && FileDigest.matches(files.path(store.fileList()), store.fileListSha256());
    }

    static boolean sameItem(PackItem one, PackItem other) {
        return one.id().equals(other.id())
                && one.host().equals(other.host())
                && one.path().equals(other.path())
                && one.excluded().equals(other.excluded());
    }

    private PackedStore transfer(
            HostSession session, PackItem item, PackWay way, Tolerance tolerance, Progress progress)
            throws IOException {
        Instant started = clock.instant();
        String archiveName = seal.name(SetPath.archive(item));
        String listName = seal.name(SetPath.list(item));
        files.remove(SetPath.record(item));
        files.remove(seal.otherName(SetPath.archive(item)));
        files.remove(seal.otherName(SetPath.list(item)));
        try (NewFile archive = NewFile.at(files.prepare(archiveName));
                NewFile list = NewFile.at(files.prepare(listName));
                TarSource source = source(session, item, way)) {
            Transfer.Result result = new Transfer(item, seal, progress).run(source, archive.stream(), list.stream());
            refuse(item, refused(result.disturbances(), tolerance));
            progress.checkpoint();
            list.keep();
            archive.keep();
            PackedStore store = new PackedStore(
                    item,
                    way,
                    archiveName,
                    result.archive().bytes(),
                    result.archive().sha256(),
                    listName,
                    result.list().sha256(),
                    result.entries(),
                    result.contentBytes(),
                    result.disturbances(),
                    started,
                    clock.instant(),
                    PackOutcome.PACKED,
                    seal.runRecipient());
            files.write(SetPath.record(item), Json.write(store));
            progress.expect(item.host(), item.id(), store.contentBytes(), store.entries());
            return store;
        }
    }

    private static TarSource source(HostSession session, PackItem item, PackWay way) {
        return switch (way) {
            case TAR_RAW -> new HostTar(session, item, false);
            case TAR_ZSTD_ON_HOST -> new HostTar(session, item, true);
            case SFTP_WALK -> new SftpWalk(session, item);
        };
    }

    private static List<Disturbance> refused(List<Disturbance> disturbances, Tolerance tolerance) {
        return disturbances.stream()
                .filter(disturbance -> !tolerance.accepts(disturbance))
                .toList();
    }

    private static void refuse(PackItem item, List<Disturbance> refused) {
        if (refused.isEmpty()) {
            return;
        }
        String named = refused.stream().limit(NAMED).map(Disturbance::message).collect(Collectors.joining("\n"));
        throw new VaultFailure(
                VaultFailure.Kind.DISTURBED,
                item.host(),
                "packing %s failed: %s:%s (observed %d files that could not be taken as they stood, expected none)%n%s%n"
                                .formatted(item.id(), item.host(), item.path(), refused.size(), named)
                        + "HINT: a process may still write there (lsof, fuser), or the disk has errors; nothing was kept.",
                -1,
                named,
                null);
    }
}
