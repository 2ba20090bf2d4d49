package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one set by their paths in it, and what a failing disk means. */
record SetFiles(Path directory) {

    private static final long NO_ROOM = 4 << 20;

    Path path(String file) {
        Path path = directory.resolve(file).normalize();
        if (!path.startsWith(directory) || path.equals(directory)) {
            throw new IllegalArgumentException("path leads out of the set: " + file);
        }
        return path;
    }

    /** Makes the directories above that file, readable by the application alone. */
    Path prepare(String file) throws IOException {
        Path path = path(file);
        createDirectory(path.getParent() == null ? directory : path.getParent());
        return path;
    }

    static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    <T> Optional<T> read(String file, Class<T> type) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(path(file)), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // half a record cannot be (it is renamed into place): an altered one proves nothing
            return Optional.empty();
        } catch (IOException e) {
            throw failure("reading " + file, e);
        }
    }

    void write(String file, byte[] content) {
        try {
            NewFile.write(prepare(file), content);
        } catch (IOException e) {
            throw failure("writing " + file, e);
        }
    }

    /** -1 when it is not there. */
    long size(String file) {
        try {
            Path path = path(file);
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : -1;
        } catch (IOException e) {
            throw failure("reading " + file, e);
        }
    }

    void remove(String file) {
        try {
            Files.deleteIfExists(path(file));
        } catch (IOException e) {
            throw failure("removing " + file, e);
        }
    }

    /** Regular files as paths in the set, sorted. */
    List<String> all() {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure("listing the set", e);
        }
    }

    VaultFailure failure(String what, IOException cause) {
        String root = rootMessage(cause);
        boolean full = root.contains("No space left") || root.contains("Disk quota exceeded") || usable() < NO_ROOM;
        String observed =
                "%s failed: %s (observed %s, expected to write and read there)%n".formatted(what, directory, root);
        String hint = full
                ? "HINT: the vault is full, %d MiB are left; make room there (finished sets that are no longer needed) and retry. Nothing half-written was kept."
                        .formatted(usable() >> 20)
                : "HINT: look at the file system of the vault.";
        return new VaultFailure(full ? VaultFailure.Kind.FULL : VaultFailure.Kind.STORAGE, observed + hint, cause);
    }

    private static String rootMessage(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private long usable() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
