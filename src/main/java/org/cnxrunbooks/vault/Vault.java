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
    private final Clock clock;

    public Vault(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
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
        return new BackupSet(files, clock);
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
                    .map(run -> new BackupSet(new SetFiles(run), clock))
                    .toList();
        } catch (IOException e) {
            throw new SetFiles(root).failure("listing the sets of " + cell, e);
        }
    }

    private SetFiles files(String cell, String runId) {
        return new SetFiles(root.resolve(SetPath.plain("cell", cell)).resolve(SetPath.plain("run", runId)));
    }
}
