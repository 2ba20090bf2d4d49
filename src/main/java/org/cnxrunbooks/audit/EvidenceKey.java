package org.cnxrunbooks.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.cnxrunbooks.evidence.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ed25519 key that signs evidence packs: a PKCS #8 PEM file as {@code openssl genpkey -algorithm ed25519} makes it.
 * Its print is the SHA-256 of the public key as DER.
 */
public final class EvidenceKey {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceKey.class);
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;

    private EvidenceKey(KeyPair pair) {
        this.pair = pair;
    }

    /** Reads the key; makes one that only its owner can read where there is no file yet. */
    public static EvidenceKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            EvidenceKey key = read(file);
            LOG.info("evidence packs are signed with the key {} ({})", key.print(), file);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("Key of the evidence not usable: " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Key of the evidence not usable: " + file + " (observed " + e.getMessage()
                            + ", expected an Ed25519 private key as PEM) HINT: openssl genpkey -algorithm ed25519 makes one;"
                            + " remove the file to have one made",
                    e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.exists(directory)) {
            Files.createDirectories(directory, rights("rwx------"));
        }
        byte[] pem = pem(
                PRIVATE,
                KeyPairGenerator.getInstance(ALGORITHM)
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights("rw-------"))) {
            channel.write(java.nio.ByteBuffer.wrap(pem));
        } catch (FileAlreadyExistsException e) {
            LOG.info("another node made {}", file);
        }
    }

    private static FileAttribute<?>[] rights(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static EvidenceKey read(Path file) throws IOException, GeneralSecurityException {
        String body = Files.readString(file, StandardCharsets.US_ASCII)
                .replaceAll("-----(BEGIN|END) " + PRIVATE + "-----", "")
                .replaceAll("\\s", "");
        EdECPrivateKey key = (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("a key without its bytes"));
        return new EvidenceKey(fromSeed(seed));
    }

    /** The platform derives a public key only while it makes a pair, so it is given the seed where it asks for chance. */
    private static KeyPair fromSeed(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(new NamedParameterSpec(ALGORITHM), new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on signs with Ed25519", e);
        }
    }

    byte[] publicKey() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** 64 hexadecimal digits, to be kept elsewhere. */
    public String print() {
        return Sha256.of(pair.getPublic().getEncoded());
    }

    private static byte[] pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
