package org.cnxrunbooks.vault;

import java.nio.file.Path;
import java.util.List;

/**
 * Who can read what the vault holds.
 *
 * @param recipients public keys ({@code age1...}) of which each alone opens everything; none where something below the
 *     vault encrypts
 * @param runKeys directory for the keys of running backups, outside of the vault
 */
public record Encryption(List<String> recipients, Path runKeys) {

    /** Something below the vault encrypts: files are written as they are. */
    public static final Encryption ELSEWHERE = new Encryption(List.of(), Path.of(""));

    public Encryption {
        recipients = recipients.stream().sorted().distinct().toList();
    }

    boolean elsewhere() {
        return recipients.isEmpty();
    }
}
