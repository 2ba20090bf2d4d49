package org.cnxrunbooks.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A secret that no other run of a test has, so that wherever it turns up it was carried there.
 *
 * @param name of the secret, for messages
 * @param value as it is configured or typed
 * @param cores parts of it that survive every way of quoting
 */
record Canary(String name, String value, List<byte[]> cores) {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 20;
    private static final int SEED = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A password with every character that quoting gets wrong, letters and digits before them. */
    static Canary password(String name) {
        StringBuilder core = new StringBuilder();
        RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(at -> core.append(LETTERS.charAt(at)));
        return new Canary(name, core + "$'\"%+/=&;`!", List.of(bytes(core.toString())));
    }

    /** One that somebody else has made, of letters and digits. */
    static Canary existing(String name, String value) {
        return new Canary(name, value, List.of(bytes(value)));
    }

    /**
     * A file with a private key as {@code ssh-keygen} or OpenSSL write it, without passphrase, ed25519. What counts are
     * the 32 bytes that it was made from, in halves as lines of a file may break one of them.
     *
     * @param publicKey its public part, 32 bytes
     */
    static Canary privateKey(String name, Path file, byte[] publicKey) throws Exception {
        byte[] blob = Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[^-]+-----", ""));
        int end = lastIndexOf(blob, publicKey);
        int seed = (end < 0 ? blob.length : end) - SEED;
        return new Canary(
                name,
                "",
                List.of(
                        Arrays.copyOfRange(blob, seed, seed + SEED / 2),
                        Arrays.copyOfRange(blob, seed + SEED / 2, seed + SEED)));
    }

    private static int lastIndexOf(byte[] all, byte[] part) {
        for (int at = all.length - part.length; at >= 0; at--) {
            if (part.length > 0 && Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
