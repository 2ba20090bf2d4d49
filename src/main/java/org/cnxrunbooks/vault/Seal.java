package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Encrypts what goes into the set of one run and reads it again while the run has its key; passes on where nothing is to be encrypted. */
final class Seal {

    /** Passes everything on as it is. */
    static final Seal NONE = new Seal(Encryption.ELSEWHERE, "none");

    private static final String SUFFIX = ".age";

    private final Encryption encryption;
    private final RunKeyFiles keys;
    private final String runId;

    Seal(Encryption encryption, String runId) {
        this.encryption = encryption;
        this.keys = new RunKeyFiles(encryption);
        this.runId = runId;
    }

    /** The name under which that file is kept. */
    String name(String file) {
        return encryption.elsewhere() ? file : file + SUFFIX;
    }

    /** The name that it had if the setting was another one before. */
    String otherName(String file) {
        return encryption.elsewhere() ? file + SUFFIX : file;
    }

    /** Closing it ends what is written and closes what is below. */
    OutputStream over(OutputStream out) throws IOException {
        if (encryption.elsewhere()) {
            return out;
        }
        String own = keys.ensure(runId).recipient();
        List<String> all =
                Stream.concat(encryption.recipients().stream(), Stream.of(own)).toList();
        return Age.encrypting(out, all);
    }

    /** @throws IOException also while reading: altered, cut off, or not for the key of this run */
    InputStream open(InputStream in) throws IOException {
        if (encryption.elsewhere()) {
            return in;
        }
        RunKey key = keys.find(runId).orElseThrow(() -> new IOException("the key of the run is gone"));
        return Age.decrypting(in, key.identity());
    }

    /** Public half of the run's key; null when there is none. */
    @Nullable
    String runRecipient() throws IOException {
        return encryption.elsewhere()
                ? null
                : keys.find(runId).map(RunKey::recipient).orElse(null);
    }

    /** True when what was written now could be read again. */
    boolean readable() throws IOException {
        return encryption.elsewhere() || runRecipient() != null;
    }

    /** True when what was kept under that key of a run can be read now; null stands for no encryption. */
    boolean opens(@Nullable String recipient) throws IOException {
        return Objects.equals(recipient, runRecipient()) && (recipient == null) == encryption.elsewhere();
    }

    /** For the manifest; empty where nothing is encrypted here. */
    Optional<Manifest.Encrypted> encrypted() {
        return encryption.elsewhere()
                ? Optional.empty()
                : Optional.of(new Manifest.Encrypted(Age.FORMAT, encryption.recipients()));
    }

    void destroyKey() throws IOException {
        if (!encryption.elsewhere()) {
            keys.destroy(runId);
        }
    }
}
