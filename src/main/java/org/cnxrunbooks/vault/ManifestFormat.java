package org.cnxrunbooks.vault;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The manifest as a file: JSON in one canonical form, with its digest beside it as {@code <name>.sha256}. */
public final class ManifestFormat {

    private static final String DIGEST = ".sha256";

    private ManifestFormat() {}

    /** The same manifest always gives the same bytes. */
    public static byte[] write(Manifest manifest) {
        return Json.write(manifest);
    }

    /**
     * Reads a manifest and checks it against the digest beside it.
     *
     * @throws VaultFailure when either is missing, they do not agree, or the layout is not known
     */
    public static Manifest read(Path file) {
        try {
            byte[] json = Files.readAllBytes(file);
            String stated = Files.readString(file.resolveSibling(file.getFileName() + DIGEST), StandardCharsets.UTF_8);
            String observed = Sha256.of(json);
            if (!stated.equals(digestLine(observed, file.getFileName().toString()))) {
                throw failure(file, "SHA-256 " + observed, "the line in its .sha256: " + stated.strip(), null);
            }
            return parse(json, file);
        } catch (NoSuchFileException e) {
            throw failure(file, "no " + Path.of(e.getFile()).getFileName(), "a finished set", e);
        } catch (IOException e) {
            throw failure(file, String.valueOf(e.getMessage()), "a readable file", e);
        }
    }

    static String digestLine(String sha256, String name) {
        return sha256 + "  " + name + "\n";
    }

    private static Manifest parse(byte[] json, Path file) throws IOException {
        int format = Json.number(json, "format");
        if (format < 1 || format > Manifest.FORMAT) {
            throw failure(file, "format " + format, "format 1 to " + Manifest.FORMAT, null);
        }
        try {
            return Json.read(format == 1 ? withEncryption(json) : json, Manifest.class);
        } catch (JacksonException e) {
            throw failure(file, e.getOriginalMessage(), "every fact of format " + format, e);
        }
    }

    /** Format 1 knew no encryption: what is missing of it is said, all else stays as it is. */
    private static byte[] withEncryption(byte[] json) throws IOException {
        ObjectNode manifest = (ObjectNode) Json.tree(json);
        manifest.putNull("encrypted");
        for (JsonNode store : manifest.path("stores")) {
            if (store instanceof ObjectNode facts) {
                facts.putNull("runRecipient");
            }
        }
        for (JsonNode image : manifest.path("databases")) {
            if (image instanceof ObjectNode facts) {
                facts.putNull("runRecipient").set("imageBytes", image.path("bytes"));
            }
        }
        return Json.write(manifest);
    }

    private static VaultFailure failure(Path file, String observed, String expected, @Nullable Exception cause) {
        return new VaultFailure(
                VaultFailure.Kind.MANIFEST,
                "reading the manifest failed: %s (observed %s, expected %s)%n".formatted(file, observed, expected)
                        + "HINT: a set without a sound manifest is not finished; do not restore from it.",
                cause);
    }
}
