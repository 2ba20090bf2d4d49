package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Closes a set: everything that explains it first, the manifest last. */
record Finishing(SetFiles files) {

    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_DIGEST = MANIFEST + ".sha256";
    static final String RECOVERY = "RECOVERY.md";
    static final String SUMS = "SHA256SUMS";

    String finish(Manifest manifest) {
        byte[] json = ManifestFormat.write(manifest);
        String digest = Sha256.of(json);
        files.write(RECOVERY, RecoveryText.of(manifest).getBytes(StandardCharsets.UTF_8));
        files.write(SUMS, sums(manifest).getBytes(StandardCharsets.UTF_8));
        files.write(MANIFEST_DIGEST, ManifestFormat.digestLine(digest, MANIFEST).getBytes(StandardCharsets.UTF_8));
        files.write(MANIFEST, json);
        return digest;
    }

    /** For {@code sha256sum -c}: digests of archives and images as recorded, of the small rest as read. */
    private String sums(Manifest manifest) {
        Map<String, String> known = new HashMap<>();
        manifest.stores().forEach(store -> {
            known.put(store.archive(), store.archiveSha256());
            known.put(store.fileList(), store.fileListSha256());
        });
        manifest.databases().forEach(image -> known.put(image.file(), image.sha256()));
        manifest.roles().forEach(text -> known.put(text.file(), text.sha256()));
        StringBuilder lines = new StringBuilder();
        for (String file : files.all()) {
            if (file.equals(MANIFEST)
                    || file.equals(MANIFEST_DIGEST)
                    || file.equals(SUMS)
                    || NewFile.isPartial(files.path(file))) {
                continue;
            }
            String digest = known.containsKey(file) ? known.get(file) : digest(file);
            lines.append(ListLine.digest(digest, file)).append('\n');
        }
        return lines.toString();
    }

    private String digest(String file) {
        try {
            return FileDigest.of(files.path(file), bytes -> {});
        } catch (IOException e) {
            throw files.failure("hashing " + file, e);
        }
    }
}
