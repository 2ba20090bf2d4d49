package org.cnxrunbooks.vault;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An archive in a set.
 *
 * @param item what was packed
 * @param way how it came
 * @param archive path in the set, {@code archives/<host>/<id>.tar.zst}, encrypted {@code ….tar.zst.age}
 * @param archiveBytes size of the archive
 * @param archiveSha256 digest of the archive as stored, lower-case hex
 * @param fileList path in the set of the list of entries with the SHA-256 of every file
 * @param fileListSha256 digest of that list as stored
 * @param entries members of the archive: files, directories, links
 * @param contentBytes sum of the files' sizes, holes included
 * @param disturbances what tar could not take as it stood, at most {@value #MOST_DISTURBANCES}
 * @param started UTC
 * @param ended UTC
 * @param outcome whether this call packed it
 * @param runRecipient public half of the run's own key, with which it was read again; null where it is not encrypted
 */
public record PackedStore(
        PackItem item,
        PackWay way,
        String archive,
        long archiveBytes,
        String archiveSha256,
        String fileList,
        String fileListSha256,
        long entries,
        long contentBytes,
        List<Disturbance> disturbances,
        Instant started,
        Instant ended,
        PackOutcome outcome,
        @Nullable String runRecipient) {

    public static final int MOST_DISTURBANCES = 200;

    public PackedStore {
        disturbances = List.copyOf(disturbances);
    }

    PackedStore as(PackOutcome other) {
        return new PackedStore(
                item,
                way,
                archive,
                archiveBytes,
                archiveSha256,
                fileList,
                fileListSha256,
                entries,
                contentBytes,
                disturbances,
                started,
                ended,
                other,
                runRecipient);
    }
}
