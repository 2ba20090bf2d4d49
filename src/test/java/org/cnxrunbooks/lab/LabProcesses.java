package org.cnxrunbooks.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a lab, by pid files in its {@code run} directory ({@code <name>.pid}), so that the next start can end
 * what a killed JVM left behind. A process is ended only while its command line names the lab's directory.
 */
final class LabProcesses {

    private LabProcesses() {}

    static void remember(Path run, String name, long pid) throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve(name + ".pid"), Long.toString(pid));
    }

    /** Ends all that stand in {@code run} and waits until they are gone. */
    static void endAll(Path run) {
        List<ProcessHandle> ended = new ArrayList<>();
        for (Path file : pidFiles(run)) {
            own(file, run.getParent()).ifPresent(process -> {
                List<ProcessHandle> family =
                        new ArrayList<>(process.descendants().toList());
                family.add(process);
                family.forEach(ProcessHandle::destroyForcibly);
                ended.addAll(family);
            });
        }
        awaitEnd(ended);
        pidFiles(run).forEach(file -> file.toFile().delete());
    }

    /**
     * Waits until all have ended. Polls, as {@code onExit} of a process that is no child of this JVM looks only every
     * few seconds; a process that its parent has not yet been told of counts as ended.
     */
    static void awaitEnd(List<ProcessHandle> processes) {
        LabWait.until(
                "end of processes",
                Duration.ofMinutes(2),
                () -> processes.stream().noneMatch(LabProcesses::runs),
                processes::toString);
    }

    static boolean runs(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"), ISO_8859_1);
            return process.isAlive()
                    && !status.substring(status.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of the lab's processes that live. */
    static List<ProcessHandle> alive(Path run) {
        return pidFiles(run).stream()
                .flatMap(file -> own(file, run.getParent()).stream())
                .toList();
    }

    /** Whether the one of this name lives. */
    static boolean alive(Path run, String name) {
        return own(run.resolve(name + ".pid"), run.getParent())
                .filter(LabProcesses::runs)
                .isPresent();
    }

    private static List<Path> pidFiles(Path run) {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> own(Path pidFile, Path lab) {
        try {
            long pid = Long.parseLong(
                    Files.readString(pidFile).lines().findFirst().orElse("0").strip());
            String commandLine = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), ISO_8859_1);
            // a pid can be anybody's by now
            return commandLine.contains(lab.toString()) ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // gone
            return Optional.empty();
        }
    }
}
