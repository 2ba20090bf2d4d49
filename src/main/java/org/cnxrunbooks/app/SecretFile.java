package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds nothing but a secret. It is read at each use: nothing is kept, and what is written into it counts from
 * then on.
 *
 * @param key that names the file
 */
record SecretFile(String key, Path file) implements Supplier<String> {

    /** Without the line end that editors add; blank when the file is empty. */
    String read() throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    }

    @Override
    public String get() {
        try {
            String text = read();
            if (!text.isBlank()) {
                return text;
            }
            throw unreadable("is empty", null);
        } catch (IOException e) {
            throw unreadable("cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private SecretUnreadable unreadable(String observed, @Nullable IOException cause) {
        return new SecretUnreadable(
                ("secret not read: %s (observed %s, which %s, expected a file that holds nothing but the secret)\n"
                                + "HINT: Nothing was sent. Put the file back, let this application's account read it, and"
                                + " try again; a restart is not needed.")
                        .formatted(key, file, observed),
                cause);
    }
}
