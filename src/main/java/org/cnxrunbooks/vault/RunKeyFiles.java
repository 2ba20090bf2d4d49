package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Secret;

/**
 * The keys of running backups, one file for each run, outside of the vault. The application knows the recipients' public
 * keys only; without a key of its own it could pack a set and never read it again, and a set that nobody has read is none.
 * So each run has a pair that is one more recipient, outlives a crash in this file, and is destroyed when the set has been
 * verified or the run has ended: from then on the recipients alone can read the set.
 *
 * <p>The file is one that the tool age takes as an identity. It names the recipients that it stands beside: for others a
 * new pair is made, so that what a run can read is what they can read.
 */
final class RunKeyFiles {

    private static final String SUFFIX = ".key";
    private static final String RECIPIENTS = "# beside ";
    private static final String PUBLIC = "# public key: ";

    /** A run writes its first text before it packs side by side, so only threads of one process meet here. */
    private static final Object MAKING = new Object();

    private final Encryption encryption;

    RunKeyFiles(Encryption encryption) {
        this.encryption = encryption;
    }

    /** The key of that run, made when there is none. */
    RunKey ensure(String runId) throws IOException {
        synchronized (MAKING) {
            Optional<RunKey> there = find(runId);
            if (there.isPresent()) {
                return there.get();
            }
            RunKey key = Age.generate();
            SetFiles.createDirectory(encryption.runKeys());
            NewFile.write(
                    file(runId),
                    String.join(
                                    "\n",
                                    beside(),
                                    PUBLIC + key.recipient(),
                                    key.identity().reveal(),
                                    "")
                            .getBytes(StandardCharsets.UTF_8));
            return key;
        }
    }

    /** Empty also when it stands beside other recipients. */
    Optional<RunKey> find(String runId) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(runId), StandardCharsets.UTF_8);
            return lines.size() == 3
                            && lines.get(0).equals(beside())
                            && lines.get(1).startsWith(PUBLIC)
                    ? Optional.of(
                            new RunKey(Secret.of(lines.get(2)), lines.get(1).substring(PUBLIC.length())))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes the file; on a file system that keeps old blocks or snapshots they outlive it as any deleted file does. */
    void destroy(String runId) throws IOException {
        Files.deleteIfExists(file(runId));
    }

    /** Runs that have a key. */
    List<String> runs() throws IOException {
        if (!Files.isDirectory(encryption.runKeys())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(encryption.runKeys())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private Path file(String runId) {
        return encryption.runKeys().resolve(SetPath.plain("run", runId) + SUFFIX);
    }

    private String beside() {
        return RECIPIENTS + String.join(" ", encryption.recipients());
    }
}
