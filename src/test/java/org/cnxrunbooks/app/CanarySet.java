package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Secrets that stand in a backup for whoever has no key to it: in names, in records, beside what is encrypted. */
public final class CanarySet {

    private CanarySet() {}

    /**
     * Secrets and forms by place; looks into compressed archives.
     *
     * @param secrets values by name, each of letters and digits
     */
    public static Map<String, Set<String>> found(Path directory, Map<String, String> secrets) throws IOException {
        CanaryFindings findings = new CanaryFindings(new CanarySearch(secrets.entrySet().stream()
                .map(secret -> Canary.existing(secret.getKey(), secret.getValue()))
                .toList()));
        new CanaryFiles(findings).look("set", directory, Integer.MAX_VALUE, FileTime.fromMillis(0), Set.of());
        return findings.unexplained(List.of());
    }
}
