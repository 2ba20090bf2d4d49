package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the runs left on the disks of hosts and of the product. */
record CanaryFiles(CanaryFindings findings) {

    /**
     * Looks at names and contents below a directory.
     *
     * @param since only files changed after that
     * @param skipped directories that are looked at elsewhere
     */
    void look(String place, Path root, int depth, FileTime since, Set<Path> skipped) throws IOException {
        Files.walkFileTree(root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                findings.look(place + " name", directory.toString());
                return skipped.contains(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                findings.look(place + " name", file.toString());
                if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(since) >= 0) {
                    content(place + " " + root.relativize(file), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // gone meanwhile, or another account's
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void content(String place, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            findings.look(place, in);
        } catch (IOException e) {
            if (Files.isReadable(file)) {
                throw e;
            }
        }
    }

    /** Shells' memories below a home directory. */
    void history(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith("history")).toList()) {
                content("shell history " + file.getFileName(), file);
            }
        }
    }

    /** What of the product's own below a host's home others may read, or what should have been removed there. */
    static List<String> leftOpen(Path home) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String own : List.of(".cnxrunbooks", ".connections-runbooks")) {
            if (!Files.exists(home.resolve(own))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(home.resolve(own))) {
                for (Path file : files.toList()) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                    if (!mode.endsWith("------") || file.toString().matches(".*(\\.props|\\.properties|/input)")) {
                        wrong.add(mode + " " + file);
                    }
                }
            }
        }
        return wrong;
    }
}
