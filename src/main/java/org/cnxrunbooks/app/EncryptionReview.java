package org.cnxrunbooks.app;

import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.vault.AgeRecipient;
import org.cnxrunbooks.vault.Encryption;

/** Checks who can read backups; where there is a cell, somebody has to have decided it. */
final class EncryptionReview {

    private static final String KEY = RunbookSettings.PREFIX + ".encryption";
    private static final String EXPECTED = "the public key of an age key, age1...";

    private final RunbookSettings settings;
    private final Violations violations;

    EncryptionReview(RunbookSettings settings, Violations violations) {
        this.settings = settings;
        this.violations = violations;
    }

    /** To be used only where no violation was found. */
    Encryption run() {
        EncryptionSettings encryption = settings.encryption();
        List<String> recipients = encryption.recipients();
        for (int i = 0; i < recipients.size(); i++) {
            recipient(KEY + ".recipients[" + i + "]", recipients.get(i));
        }
        if (encryption.elsewhere() && !recipients.isEmpty()) {
            violations.add(
                    KEY + ".elsewhere",
                    "'true' beside recipients",
                    "one of the two",
                    "Remove it to have backups encrypted, or remove the recipients where the file system encrypts.");
        }
        if (!encryption.elsewhere() && recipients.isEmpty() && !settings.cells().isEmpty()) {
            violations.add(
                    KEY + ".recipients",
                    Violation.NOTHING,
                    EXPECTED,
                    "Backups hold passwords. Make a key with `age-keygen -o backup-key.txt`, keep it away from this machine"
                            + " and write its public key here; or set " + KEY
                            + ".elsewhere: true where the file system of the vault encrypts.");
        }
        if (encryption.elsewhere()) {
            return Encryption.ELSEWHERE;
        }
        Path runKeys = encryption.runKeys();
        if (runKeys == null || settings.vault() == null) {
            // refused already for being empty
            return Encryption.ELSEWHERE;
        }
        outside(runKeys, settings.vault());
        return new Encryption(recipients, runKeys.toAbsolutePath().normalize());
    }

    private void recipient(String key, String text) {
        AgeRecipient.refusal(text)
                .ifPresent(
                        observed -> violations.add(
                                key,
                                observed,
                                EXPECTED,
                                "It stands behind \"public key:\" in the file of the key, and `age-keygen -y FILE` prints it."));
    }

    /** Beside what it opens, a key protects nothing. */
    private void outside(Path runKeys, Path vault) {
        if (runKeys.toAbsolutePath()
                .normalize()
                .startsWith(vault.toAbsolutePath().normalize())) {
            violations.add(
                    KEY + ".run-keys",
                    "'" + runKeys + "'",
                    "a directory outside of the vault " + vault,
                    "Leave the key out to keep data/run-keys below the working directory.");
        }
    }
}
