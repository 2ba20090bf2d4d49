package org.cnxrunbooks.vault;

import java.nio.file.Path;
import java.time.Clock;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;

/** One set of the vault. What stands under its final name is complete; all methods may be called from several threads. */
public final class BackupSet {

    private final SetFiles files;
    private final Clock clock;

    BackupSet(SetFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    public Path directory() {
        return files.directory();
    }

    /**
     * Brings an item into the set: read, compressed, listed and hashed in one pass, then moved to its name. An item that
     * is there from an earlier attempt (same item, archive of the recorded size, list of the recorded digest) is
     * returned as it is; {@link #verify} re-reads it.
     *
     * @throws VaultFailure when it could not be packed; nothing of it is left then
     */
    public PackedStore pack(HostSession session, PackItem item, PackWay way, Tolerance tolerance, Progress progress) {
        return new StoreIntake(files, clock).pack(session, item, way, tolerance, progress);
    }

    /** Brings a database image into the set, hashed on the way; one that is there is returned as it is. */
    public StoredImage fetchImage(HostSession session, ImageSource source, Progress progress) {
        return new ImageIntake(files, clock).fetch(session, source, progress);
    }

    /**
     * Writes a small file, replacing what was there.
     *
     * @param file path in the set, e.g. {@code roles/Activities.json}
     */
    public StoredText putText(String file, byte[] content) {
        files.write(file, content);
        return new StoredText(file, content.length, Sha256.of(content));
    }

    /** Writes the role mappings of an application as {@code roles/<application>.json}, whatever it is called. */
    public StoredText putRoles(String application, byte[] json) {
        return putText("roles/" + SetPath.encoded(application) + ".json", json);
    }

    /**
     * Re-reads the whole set: archives decompressed and every file compared with its list, images and texts hashed. What
     * is found defective no longer counts as packed, so that a retry brings it again.
     *
     * @param parallel archives read at the same time
     */
    public Verification verify(Expected expected, int parallel, Progress progress) {
        return new SetVerification(files, clock).verify(expected, parallel, progress);
    }

    /**
     * Finishes the set: RECOVERY.md, SHA256SUMS, manifest.json.sha256 and, last, manifest.json. Calling twice with the
     * same manifest is harmless.
     *
     * @return SHA-256 of the manifest
     */
    public String finish(Manifest manifest) {
        return new Finishing(files).finish(manifest);
    }

    /**
     * The manifest of a finished set, checked against its digest.
     *
     * @throws VaultFailure when it is missing, altered or of a format this version does not know
     */
    public Manifest manifest() {
        return ManifestFormat.read(files.directory().resolve(Finishing.MANIFEST));
    }
}
