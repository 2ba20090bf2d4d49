package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A public key of X25519 as age writes it. */
public final class AgeRecipient {

    private AgeRecipient() {}

    /**
     * Why that text is none, empty when something can be encrypted for it. Never repeats what may be a secret key.
     *
     * @return to be read after "observed"
     */
    public static Optional<String> refusal(String text) {
        if (text.isBlank()) {
            return Optional.of("nothing");
        }
        if (text.toUpperCase(Locale.ROOT).contains("SECRET")) {
            return Optional.of("a secret key, not shown here");
        }
        try (OutputStream trial = Age.encrypting(OutputStream.nullOutputStream(), List.of(text))) {
            trial.flush();
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("'" + text + "'");
        }
    }
}
