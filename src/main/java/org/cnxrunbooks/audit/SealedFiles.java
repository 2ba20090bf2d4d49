package org.cnxrunbooks.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cnxrunbooks.evidence.Sha256;

/**
 * Files under one signature. The manifest numbers them, so that a line that is missing or stands elsewhere shows even
 * where the signature alone would only say that something is wrong; {@code verify.sh} reads it.
 */
final class SealedFiles {

    private static final String FORM = "cnx-evidence-pack-1";

    private final String name;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** @param name of the folder that all lie in */
    SealedFiles(String name) {
        this.name = name;
    }

    void add(String path, byte[] content) {
        if (!path.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?") || files.put(path, content) != null) {
            throw new IllegalArgumentException("no path of a pack, or one twice: " + path);
        }
    }

    void add(String path, String content) {
        add(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes the pack: everything that was added, and manifest, signature and public key beside it. */
    Map<String, byte[]> seal(EvidenceKey key) {
        byte[] manifest = manifest();
        Map<String, byte[]> sealed = new LinkedHashMap<>(files);
        sealed.put("manifest.txt", manifest);
        sealed.put("manifest.sig", key.sign(manifest));
        sealed.put("evidence-key.pub", key.publicKey());
        return sealed;
    }

    private byte[] manifest() {
        StringBuilder lines = new StringBuilder(FORM + " " + name + "\n");
        int number = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            number++;
            lines.append("%d %s %d %s\n"
                    .formatted(number, Sha256.of(file.getValue()), file.getValue().length, file.getKey()));
        }
        String digest = Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
        lines.append("end ").append(number).append(' ').append(digest).append('\n');
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param at time of every file, so that the same pack has the same bytes */
    byte[] zip(EvidenceKey key, Instant at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : seal(key).entrySet()) {
                ZipEntry entry = new ZipEntry(name + "/" + file.getKey());
                entry.setTimeLocal(at.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
