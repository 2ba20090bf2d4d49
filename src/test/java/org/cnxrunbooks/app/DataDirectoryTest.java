package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void only_the_owner_gets_into_a_new_directory() throws IOException {
        DataDirectory.prepare("jdbc:h2:file:" + directory + "/new/data/runbooks;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new/data"))))
                .isEqualTo("rwx------");
        assertThat(directory.resolve("new/data")).isEmptyDirectory();
    }

    @Test
    void a_directory_that_is_there_keeps_its_rights() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        DataDirectory.prepare("jdbc:h2:file:" + data + "/runbooks");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void a_database_elsewhere_needs_no_directory() {
        DataDirectory.prepare("jdbc:postgresql://database/runbooks");
        DataDirectory.prepare(null);
        assertThat(directory).isEmptyDirectory();
    }
}
