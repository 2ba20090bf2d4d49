package org.cnxrunbooks.vault;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/** Re-reads one archive and compares every member with the list that was written when it was packed. */
final class StoreCheck implements Entries.Visitor {

    private final PackedStore store;
    private final SetFiles files;
    private final Seal seal;
    private final Progress progress;
    private final List<Defect> defects = new ArrayList<>();
    private @Nullable BufferedReader list;
    private String last = "the begin";
    private long entries;
    private long bytes;

    StoreCheck(PackedStore store, SetFiles files, Seal seal, Progress progress) {
        this.store = store;
        this.files = files;
        this.seal = seal;
        this.progress = progress;
    }

    record Result(PackedStore store, long entries, long bytes, List<Defect> defects) {}

    Result run() {
        progress.expect(store.item().host(), store.item().id(), store.contentBytes(), store.entries());
        try {
            if (!FileDigest.of(files.path(store.fileList()), count -> {}).equals(store.fileListSha256())) {
                defect(
                        Defect.Kind.LIST_CHANGED,
                        store.fileList(),
                        "the list of entries is not the one that was written");
            }
            read();
        } catch (IOException e) {
            defect(Defect.Kind.UNREADABLE, store.archive(), String.valueOf(e.getMessage()));
        }
        return new Result(store, entries, bytes, List.copyOf(defects));
    }

    private void read() throws IOException {
        StoredReading reading;
        try (InputStream stored = Files.newInputStream(files.path(store.fileList()));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new ZstdInputStream(seal.open(stored)), StandardCharsets.ISO_8859_1))) {
            list = lines;
            reading = ArchiveReader.read(files.path(store.archive()), seal, Guard.Limits.of(store), this);
        }
        if (!reading.sha256().equals(store.archiveSha256())) {
            defect(
                    Defect.Kind.ARCHIVE_CHANGED,
                    store.archive(),
                    "observed SHA-256 %s, expected %s".formatted(reading.sha256(), store.archiveSha256()));
        }
        IOException failure = reading.failure();
        if (failure instanceof Guard.Hostile) {
            defect(Defect.Kind.HOSTILE, store.archive(), String.valueOf(failure.getMessage()));
        } else if (failure != null && !(failure instanceof OutOfStep)) {
            defect(
                    Defect.Kind.UNREADABLE,
                    store.archive() + "!/" + last,
                    "observed %s behind this member, expected %d members"
                            .formatted(failure.getMessage(), store.entries()));
        } else if (entries != store.entries() || bytes != store.contentBytes()) {
            defect(
                    Defect.Kind.COUNT_DIFFERS,
                    store.archive(),
                    "observed %d members with %d bytes, expected %d with %d"
                            .formatted(entries, bytes, store.entries(), store.contentBytes()));
        }
    }

    @Override
    public void content(int count) {
        bytes += count;
        progress.checkpoint();
        progress.advance(store.item().host(), store.item().id(), count, 0);
    }

    @Override
    public void end(TarEntry entry, String sha256) throws IOException {
        compare(entry, ListLine.comment(entry));
        if (!sha256.isEmpty()) {
            compare(entry, ListLine.digest(sha256, entry.name()));
        }
        entries++;
        last = entry.name();
        progress.advance(store.item().host(), store.item().id(), 0, 1);
    }

    private void compare(TarEntry entry, String observed) throws IOException {
        String expected = list == null ? null : list.readLine();
        if (observed.equals(expected)) {
            return;
        }
        defect(
                Defect.Kind.ENTRY_DIFFERS,
                store.archive() + "!/" + entry.name(),
                "observed \"%s\", expected \"%s\"".formatted(observed, expected));
        if (expected == null
                || !expected.endsWith(ListLine.escaped(entry.name()))
                        && !expected.contains(ListLine.escaped(entry.name()) + "\t")) {
            throw new OutOfStep();
        }
    }

    private void defect(Defect.Kind kind, String file, String message) {
        if (defects.size() < Verification.MOST_DEFECTS_PER_FILE) {
            defects.add(new Defect(kind, store.item().host(), store.item().id(), file, message));
        }
    }

    /** Archive and list no longer speak of the same member: comparing on would only repeat it. */
    private static final class OutOfStep extends IOException {
        private static final long serialVersionUID = 1;
    }
}
