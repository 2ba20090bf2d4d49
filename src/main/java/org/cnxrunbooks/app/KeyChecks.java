package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks SSH keys as far as a look at them tells. */
final class KeyChecks {

    private static final int LONGEST_TYPE = 64;

    private final Violations violations;

    KeyChecks(Violations violations) {
        this.violations = violations;
    }

    /** A pinned host key: two words, and the type inside the base64 is the type before it (RFC 4253, section 6.6). */
    void hostKey(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        String[] words = value.trim().split("\\s+");
        if (words.length < 2 || words.length > 3) {
            refuse(key, words.length + " word" + (words.length == 1 ? "" : "s"));
            return;
        }
        String inner;
        try {
            inner = innerType(Base64.getDecoder().decode(words[1]));
        } catch (IllegalArgumentException e) {
            refuse(key, "text that is not base64 after " + words[0]);
            return;
        }
        if (!inner.equals(words[0])) {
            refuse(key, words[0] + " before a key of type " + (inner.isEmpty() ? "unknown" : inner));
        }
    }

    /** A private key: a file of its own owner, in a format with a BEGIN line. */
    void privateKey(String key, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            violations.add(
                    key,
                    file + ", which does not exist",
                    "a private key file",
                    "Create one with `ssh-keygen -t ed25519 -f %s` or correct the path (relative ones count from %s)."
                            .formatted(file, Path.of("").toAbsolutePath()));
            return;
        }
        try {
            if (othersMayRead(file)) {
                violations.add(
                        key,
                        file + ", which others may read",
                        "a file that only its owner may read",
                        "Run `chmod 600 " + file + "`.");
            } else if (!beginsLikeAPrivateKey(file)) {
                violations.add(
                        key,
                        file + ", which holds no private key",
                        "a private key file",
                        "Name the file without .pub; its first line starts with -----BEGIN.");
            }
        } catch (IOException e) {
            violations.add(
                    key,
                    file + ", which cannot be read",
                    "a file that this application may read",
                    "Run `chown` so that it belongs to the account of this application.");
        }
    }

    private void refuse(String key, String observed) {
        violations.add(key, observed, HostSettings.HOST_KEY_EXPECTED, HostSettings.HOST_KEY_HINT);
    }

    private static String innerType(byte[] blob) {
        if (blob.length < Integer.BYTES) {
            return "";
        }
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        int length = buffer.getInt();
        if (length < 0 || length > LONGEST_TYPE || length >= buffer.remaining()) {
            return "";
        }
        byte[] type = new byte[length];
        buffer.get(type);
        return new String(type, StandardCharsets.US_ASCII);
    }

    private static boolean othersMayRead(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean beginsLikeAPrivateKey(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes("-----BEGIN ".length());
            return new String(start, StandardCharsets.US_ASCII).equals("-----BEGIN ");
        }
    }
}
