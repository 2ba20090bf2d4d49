package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that keeps all backup sets: {@code <root>/<cell>/<run id>/}. */
public final class Vault {

    private final Path root;
    private final Encryption encryption;
    private final Clock clock;

    public Vault(Path root, Encryption encryption, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.encryption = encryption;
        this.clock = clock;
    }

    public Path root() {
        return root;
    }

    /**
     * The set of that run, created (mode 0700) when it is not there. Leftovers of transfers that nobody writes any more
     * are removed. Calling twice is harmless.
     */
    public BackupSet open(String cell, String runId) {
        SetFiles files = files(cell, runId);
        try {
            SetFiles.createDirectory(files.directory());
            for (String file : files.all()) {
                Path path = files.path(file);
                if (NewFile.isPartial(path)) {
                    NewFile.removeLeftover(path);
                }
            }
        } catch (IOException e) {
            throw new SetFiles(root).failure("opening the set of " + runId, e);
        }
        return new BackupSet(files, new Seal(encryption, runId), clock);
    }

    /** Bytes that can still be written where the vault is, or will be. */
    public long usableBytes() {
        Path place = root;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            throw new SetFiles(root).failure("asking for the room in the vault", e);
        }
    }

    /** Finished sets (those with a manifest) of a cell, newest run first. */
    public List<BackupSet> sets(String cell) {
        Path directory = root.resolve(SetPath.plain("cell", cell));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(directory)) {
            return runs.filter(run -> Files.isRegularFile(run.resolve(Finishing.MANIFEST)))
                    .sorted(Comparator.comparing((Path run) -> run.getFileName().toString())
                            .reversed())
                    .map(run -> new BackupSet(
                            new SetFiles(run),
                            new Seal(encryption, run.getFileName().toString()),
                            clock))
                    .toList();
        } catch (IOException e) {
            throw new SetFiles(root).failure("listing the sets of " + cell, e);
        }
    }

    /** Runs whose key is still there. */
    public List<String> runsWithKey() {
        try {
            return encryption.elsewhere() ? List.of() : new RunKeyFiles(encryption).runs();
        } catch (IOException e) {
            throw new SetFiles(root).failure("listing the keys of runs", e);
        }
    }

    /** The run has ended, whichever way: what it left in the vault is for the recipients alone. Harmless where there is no key. */
    public void destroyKey(String runId) {
        try {
            new Seal(encryption, runId).destroyKey();
        } catch (IOException e) {
            throw new SetFiles(root).failure("destroying the key of " + runId, e);
        }
    }

    private SetFiles files(String cell, String runId) {
        return new SetFiles(root.resolve(SetPath.plain("cell", cell)).resolve(SetPath.plain("run", runId)));
    }
}
