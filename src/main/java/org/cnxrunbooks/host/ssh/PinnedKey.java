package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one host key that is accepted, and the one that was seen. Nothing is ever added or removed. */
final class PinnedKey implements HostKeyRepository {

    private static final Set<String> TYPES =
            Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");

    private final String type;
    private final byte @Nullable [] key;
    private volatile byte @Nullable [] seen;

    private PinnedKey(String type, byte @Nullable [] key) {
        this.type = type;
        this.key = key;
    }

    /** Nothing is pinned when the text is not {@code <type> <base64>}; then every host is unknown. */
    static PinnedKey parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length < 2 || !TYPES.contains(words[0])) {
            return new PinnedKey("", null);
        }
        try {
            return new PinnedKey(words[0], Base64.getDecoder().decode(words[1]));
        } catch (IllegalArgumentException e) {
            return new PinnedKey("", null);
        }
    }

    boolean isPinned() {
        return key != null;
    }

    String type() {
        return type;
    }

    /** The host key algorithms to negotiate: those of the pinned type alone (RFC 8332 for RSA). */
    String algorithms() {
        if (type.isEmpty()) {
            return "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256";
        }
        return type.equals("ssh-rsa") ? "rsa-sha2-512,rsa-sha2-256" : type;
    }

    String fingerprint() {
        return fingerprint(key);
    }

    String seenFingerprint() {
        return fingerprint(seen);
    }

    @Override
    public int check(String host, byte[] offered) {
        seen = offered.clone();
        if (key == null) {
            return NOT_INCLUDED;
        }
        return MessageDigest.isEqual(key, offered) ? OK : CHANGED;
    }

    @Override
    public void add(HostKey offered, UserInfo ui) {
        throw new UnsupportedOperationException("host keys are pinned");
    }

    @Override
    public void remove(String host, String algorithm) {
        throw new UnsupportedOperationException("host keys are pinned");
    }

    @Override
    public void remove(String host, String algorithm, byte[] offered) {
        throw new UnsupportedOperationException("host keys are pinned");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "configuration";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String algorithm) {
        return new HostKey[0];
    }

    /** As {@code ssh-keygen -lf} prints it. */
    private static String fingerprint(byte @Nullable [] key) {
        if (key == null) {
            return "none";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
