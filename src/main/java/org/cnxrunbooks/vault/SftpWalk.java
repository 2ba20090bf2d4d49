package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.RemoteFiles;
import org.cnxrunbooks.host.RemoteFiles.RemoteFile;
import org.jspecify.annotations.Nullable;

/**
 * Walks an item by SFTP and writes its archive here, in GNU's format so that names keep their bytes. What SFTP does not
 * tell is lost: names of owners, hard links (each becomes a file), parts of seconds, holes, access lists.
 * Longer than most: what is walked and what is written must agree to the byte.
 */
final class SftpWalk implements TarSource {

    private static final int BUFFER = 128 << 10;
    private static final int RECORD = 64 << 10;
    private static final int LINKS = 20;

    private final PackItem item;
    private final RemoteFiles files;
    private final String root;
    private final Set<String> excluded = new HashSet<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    SftpWalk(HostSession session, PackItem item) {
        this.item = item;
        this.files = session.files();
        this.root = bytes(item.path());
        item.excluded().forEach(path -> excluded.add(bytes(path).replaceAll("/+$", "")));
    }

    /** Paths of the plan are text; SFTP wants the bytes of the host, which are UTF-8 wherever the plan could name them. */
    private static String bytes(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean compressed() {
        return false;
    }

    @Override
    public void copyTo(Chunks chunks, Chunks.Tick tick) throws IOException {
        Place top = top(root, LINKS);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(chunks.writer(), RECORD, StandardCharsets.ISO_8859_1.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            if (top.facts().kind() == RemoteFiles.Kind.FILE) {
                file(tar, top.path(), root.substring(root.lastIndexOf('/') + 1), top.facts(), tick);
            } else {
                walk(tar, top.facts(), tick);
            }
        }
    }

    /** What the item's path leads to through symbolic links, as with tar. */
    private Place top(String path, int links) {
        RemoteFile file = files.stat(path).orElseThrow(this::missing);
        Optional<String> target = file.link();
        if (file.kind() != RemoteFiles.Kind.LINK || target.isEmpty()) {
            return new Place(path, "./", file);
        }
        if (links == 0) {
            throw missing();
        }
        String parent = path.substring(0, path.lastIndexOf('/') + 1);
        return top(target.get().startsWith("/") ? target.get() : parent + target.get(), links - 1);
    }

    private VaultFailure missing() {
        return new VaultFailure(
                VaultFailure.Kind.SOURCE_MISSING,
                item.host(),
                "packing %s failed: %s:%s (observed nothing, expected a directory or file)%nHINT: look whether it was"
                                .formatted(item.id(), item.host(), item.path())
                        + " removed or a file system is not mounted.",
                -1,
                "",
                null);
    }

    private record Place(String path, String name, RemoteFile facts) {}

    /**
     * Depth first, so that all of a directory stands together: GNU tar sets its time when it meets the first member that
     * is not below it.
     */
    private void walk(TarArchiveOutputStream tar, RemoteFile top, Chunks.Tick tick) throws IOException {
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(root, "./", top)));
        while (!open.isEmpty()) {
            Place place = open.pop();
            tick.tick();
            header(tar, place.name(), place.facts(), TarConstants.LF_DIR, 0);
            tar.closeArchiveEntry();
            for (RemoteFile file : list(place)) {
                String path = place.path() + (place.path().endsWith("/") ? "" : "/") + file.name();
                String name = place.name() + file.name();
                if (excluded.contains(path)) {
                    continue;
                }
                switch (file.kind()) {
                    case DIRECTORY -> open.push(new Place(path, name + "/", file));
                    case LINK -> {
                        header(tar, name, file, TarConstants.LF_SYMLINK, 0);
                        tar.closeArchiveEntry();
                    }
                    case FILE -> file(tar, path, name, file, tick);
                    case OTHER ->
                        note(Disturbance.Kind.SOCKET_IGNORED, name, "neither file, directory nor link: ignored");
                }
            }
        }
    }

    private List<RemoteFile> list(Place place) {
        try {
            return files.list(place.path());
        } catch (HostFailure e) {
            if (e.kind() != HostFailure.Kind.COMMAND_FAILED) {
                throw e;
            }
            noteUnread(place.path(), place.name(), e);
            return List.of();
        }
    }

    private void file(TarArchiveOutputStream tar, String path, String name, RemoteFile file, Chunks.Tick tick)
            throws IOException {
        try (InputStream in = open(path, name)) {
            if (in == null) {
                return;
            }
            header(tar, name, file, TarConstants.LF_NORMAL, file.size());
            long rest = file.size();
            while (rest > 0) {
                int count = in.read(buffer, 0, (int) Math.min(rest, BUFFER));
                if (count < 0) {
                    note(Disturbance.Kind.SHRANK, name, "file shrank by %d bytes; padded with zeros".formatted(rest));
                    pad(tar, rest);
                    break;
                }
                tar.write(buffer, 0, count);
                rest -= count;
                tick.tick();
            }
            tar.closeArchiveEntry();
        }
        Optional<RemoteFile> after = files.stat(path);
        if (after.isEmpty() || after.get().size() != file.size() || after.get().modified() != file.modified()) {
            note(Disturbance.Kind.CHANGED, name, "file changed as we read it");
        }
    }

    private @Nullable InputStream open(String path, String name) {
        try {
            return files.open(path);
        } catch (IOException | HostFailure e) {
            if (e instanceof HostFailure failure && failure.kind() != HostFailure.Kind.COMMAND_FAILED) {
                throw failure;
            }
            noteUnread(path, name, e);
            return null;
        }
    }

    private void noteUnread(String path, String name, Exception why) {
        if (files.stat(path).isEmpty()) {
            note(Disturbance.Kind.VANISHED, name, "file removed before we read it");
        } else {
            note(Disturbance.Kind.UNREADABLE, name, "cannot open: " + why.getMessage());
        }
    }

    private static void pad(TarArchiveOutputStream tar, long count) throws IOException {
        byte[] zeros = new byte[8192];
        for (long rest = count; rest > 0; rest -= Math.min(rest, zeros.length)) {
            tar.write(zeros, 0, (int) Math.min(rest, zeros.length));
        }
    }

    private static void header(TarArchiveOutputStream tar, String name, RemoteFile file, byte flag, long size)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, flag);
        entry.setSize(size);
        entry.setMode(file.mode());
        entry.setUserId(file.uid());
        entry.setGroupId(file.gid());
        entry.setUserName("");
        entry.setGroupName("");
        entry.setModTime(FileTime.from(file.modified(), TimeUnit.SECONDS));
        file.link().ifPresent(entry::setLinkName);
        tar.putArchiveEntry(entry);
    }

    private void note(Disturbance.Kind kind, String name, String message) {
        if (disturbances.size() < PackedStore.MOST_DISTURBANCES) {
            disturbances.add(new Disturbance(kind, name, name + ": " + message));
        }
    }

    @Override
    public List<Disturbance> finish(boolean whole) {
        return List.copyOf(disturbances);
    }

    @Override
    public void close() {}
}
