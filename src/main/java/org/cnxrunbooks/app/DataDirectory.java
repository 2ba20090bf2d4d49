package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of the embedded database, which holds the users' password hashes: made so that only its owner gets in.
 * One that exists keeps its rights.
 */
final class DataDirectory {

    private static final String FILE_DATABASE = "jdbc:h2:file:";

    private DataDirectory() {}

    /** Does nothing for a database that is no file. */
    static void prepare(@Nullable String databaseUrl) {
        if (databaseUrl == null || !databaseUrl.startsWith(FILE_DATABASE)) {
            return;
        }
        String file = databaseUrl.substring(FILE_DATABASE.length()).replaceFirst(";.*", "");
        Path directory = Path.of(file).toAbsolutePath().normalize().getParent();
        try {
            if (directory != null && !Files.exists(directory)) {
                Files.createDirectories(directory, ownerOnly());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the directory of the database: " + directory, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
