package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates that sign themselves, by openssl. */
public final class LabCertificate {

    private LabCertificate() {}

    /**
     * Writes both files as PEM.
     *
     * @param extensions as openssl writes them, e.g. {@code subjectAltName=IP:127.0.0.1}
     */
    public static void write(Path certificate, Path key, String name, String... extensions) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        for (String extension : extensions) {
            words.addAll(List.of("-addext", extension));
        }
        LabCommand.run(words);
    }
}
