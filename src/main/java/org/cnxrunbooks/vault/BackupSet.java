package org.cnxrunbooks.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.jspecify.annotations.Nullable;

/** One set of the vault. What stands under its final name is complete; all methods may be called from several threads. */
public final class BackupSet {

    private final SetFiles files;
    private final Seal seal;
    private final Clock clock;

    BackupSet(SetFiles files, Seal seal, Clock clock) {
        this.files = files;
        this.seal = seal;
        this.clock = clock;
    }

    public Path directory() {
        return files.directory();
    }

    /**
     * Brings an item into the set: read, compressed, encrypted, listed and hashed in one pass, then moved to its name. An item that
     * is there from an earlier attempt (same item, archive of the recorded size, list of the recorded digest) is
     * returned as it is; {@link #verify} re-reads it.
     *
     * @throws VaultFailure when it could not be packed; nothing of it is left then
     */
    public PackedStore pack(HostSession session, PackItem item, PackWay way, Tolerance tolerance, Progress progress) {
        return new StoreIntake(files, seal, clock).pack(session, item, way, tolerance, progress);
    }

    /** Brings a database image into the set, encrypted and hashed on the way; one that is there is returned as it is. */
    public StoredImage fetchImage(HostSession session, ImageSource source, Progress progress) {
        return new ImageIntake(files, seal, clock).fetch(session, source, progress);
    }

    /**
     * Writes a small file, replacing what was there.
     *
     * @param file path in the set, e.g. {@code roles/Activities.json}; encrypted, its name says so
     */
    public StoredText putText(String file, byte[] content) {
        files.remove(seal.otherName(file));
        String name = seal.name(file);
        byte[] stored = sealed(name, content);
        files.write(name, stored);
        return new StoredText(name, stored.length, Sha256.of(stored));
    }

    private byte[] sealed(String name, byte[] content) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = seal.over(stored)) {
            out.write(content);
        } catch (IOException e) {
            throw files.failure("encrypting " + name, e);
        }
        return stored.toByteArray();
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
        return new SetVerification(files, seal, clock).verify(expected, parallel, progress);
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

    /** Who can read this set, for its manifest; null where nothing is encrypted here. */
    public Manifest.@Nullable Encrypted encrypted() {
        return seal.encrypted().orElse(null);
    }

    /**
     * Destroys the key by which the run could read the set; from then on its recipients alone can. A finished set can still
     * be verified, by its digests. Calling twice is harmless.
     */
    public void destroyKey() {
        try {
            seal.destroyKey();
        } catch (IOException e) {
            throw files.failure("destroying the key of the run", e);
        }
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
