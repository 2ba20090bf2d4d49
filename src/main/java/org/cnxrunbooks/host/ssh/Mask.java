package org.cnxrunbooks.host.ssh;

import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.cell.Secret;

/** Takes a secret out of text that people will read, where a tool echoed it. */
final class Mask {

    /** Shorter lines of an input are answers such as {@code y}: masking them would blot out the text. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    static Mask of(Optional<Secret> input) {
        return new Mask(input.map(secret -> secret.reveal()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.length() >= SHORTEST)
                        .distinct()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList())
                .orElse(List.of()));
    }

    String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "[secret]");
        }
        return masked;
    }
}
