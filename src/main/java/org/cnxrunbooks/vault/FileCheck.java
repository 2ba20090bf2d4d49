package org.cnxrunbooks.vault;

import java.io.IOException;
import java.util.List;
import org.cnxrunbooks.host.Progress;

/**
 * Re-reads one file of a set against its digest, and through its seal.
 *
 * @param changed what it is called when the digest differs
 */
record FileCheck(SetFiles files, Seal seal, String host, String item, Defect.Kind changed) {

    List<Defect> run(String file, String sha256, Progress progress) {
        long size = files.size(file);
        if (size < 0) {
            return defect(Defect.Kind.MISSING, file, "observed SHA-256 of no file, expected " + sha256);
        }
        progress.expect(host, item, size, 1);
        StoredReading reading;
        try {
            reading = StoredReading.whole(files.path(file), seal, bytes -> {
                progress.checkpoint();
                progress.advance(host, item, bytes, 0);
            });
        } catch (IOException e) {
            throw files.failure("verifying " + file, e);
        }
        if (!reading.sha256().equals(sha256)) {
            return defect(changed, file, "observed SHA-256 %s, expected %s".formatted(reading.sha256(), sha256));
        }
        IOException failure = reading.failure();
        return failure == null
                ? List.of()
                : defect(
                        Defect.Kind.UNREADABLE,
                        file,
                        "observed %s, expected to decrypt it with the key of this run".formatted(failure.getMessage()));
    }

    private List<Defect> defect(Defect.Kind kind, String file, String message) {
        return List.of(new Defect(kind, host, item, file, message));
    }
}
