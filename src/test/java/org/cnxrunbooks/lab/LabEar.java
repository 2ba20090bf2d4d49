package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs and unpacks enterprise archives; the same content gives the same bytes. */
final class LabEar {

    private static final FileTime BUILT = FileTime.fromMillis(1_767_225_600_000L);

    private LabEar() {}

    static void pack(Path file, SortedMap<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setLastModifiedTime(BUILT);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
            }
        }
    }

    static SortedMap<String, byte[]> read(Path file) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** The directory holds the archive's files afterwards and no others. */
    static void expand(Path file, Path directory) throws IOException {
        SortedMap<String, byte[]> entries = read(file);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path target = directory.resolve(entry.getKey()).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("an entry leaves the archive: " + entry.getKey());
            }
            Files.createDirectories(target.getParent());
            Files.write(target, entry.getValue());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path present : files.filter(Files::isRegularFile).toList()) {
                if (!entries.containsKey(directory.relativize(present).toString())) {
                    Files.delete(present);
                }
            }
        }
    }
}
