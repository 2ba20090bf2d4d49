package org.cnxrunbooks.evidence.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2EvidenceTest extends JdbcEvidenceContract {

    @TempDir
    Path directory;

    @Override
    String url() {
        return "jdbc:h2:file:" + directory.resolve("evidence");
    }
}
