package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a set as RECOVERY.md in it says, with the lab's key and tools alone: its commands are run, only names are filled in. */
public final class LabRecovery {

    private final Path set;
    private final Path key;
    private final String text;

    public LabRecovery(Path set, Path key) throws IOException {
        this.set = set;
        this.key = key;
        this.text = Files.readString(set.resolve("RECOVERY.md"));
    }

    /** Unpacks an archive into a directory that is not there yet. */
    public void unpack(String archive, Path target) throws IOException {
        run(filled(line("mkdir"), archive, target) + "\n" + filled(line("--extract"), archive, target));
    }

    /** The list of files proves what was unpacked. */
    public void check(String fileList, Path target) throws IOException {
        run(filled(line("<list of files>"), fileList, target));
    }

    /** The command that writes the tar archive to its output. */
    public String tar(String archive) {
        String line = line("--list");
        return filled(line.substring(0, line.lastIndexOf(" | ")), archive, set);
    }

    /** Decrypts a file that is no archive. */
    public void decrypt(String file, Path target) throws IOException {
        run(filled(line("<encrypted file>"), file, set)
                .replace("<encrypted file>", file)
                .replace("<decrypted file>", target.toString()));
    }

    /** By how it begins. */
    public static boolean isEncrypted(Path file) {
        byte[] begin = "age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(begin.length), begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String part) {
        return text.lines()
                .filter(line -> line.contains(part) && !line.startsWith("*") && !line.contains("`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("RECOVERY.md without " + part));
    }

    private String filled(String line, String file, Path directory) {
        return line.replace("<key file>", key.toString())
                .replace("<archive>", set.resolve(file).toString())
                .replace("<list of files>", set.resolve(file).toString())
                .replace("<empty directory>", directory.toString());
    }

    private void run(String script) throws IOException {
        LabCommand.run(List.of("/bin/bash", "-c", "set -e -o pipefail; cd \"$1\"\n" + script, "bash", set.toString()));
    }
}
