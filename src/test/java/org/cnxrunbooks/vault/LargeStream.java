package org.cnxrunbooks.vault;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteStream;

/** Packs and verifies a made archive in a JVM of its own: directory, bytes of the large file, number of small files. */
final class LargeStream {

    private LargeStream() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        MadeTar tar = new MadeTar(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        LocalHostSession session = new LocalHostSession("node1") {
            @Override
            public RemoteStream stream(Command command) {
                return command.words().contains("-d") ? super.stream(command) : made(tar, 0, "");
            }
        };
        PackItem item = PackFixture.item("large", directory);
        BackupSet set = PackFixture.set(directory);
        long start = System.nanoTime();
        PackedStore store = set.pack(session, item, PackWay.TAR_RAW, Tolerance.STOPPED, Progress.NONE);
        long packed = System.nanoTime();
        Verification verification = set.verify(new Expected(List.of(item), List.of(), List.of()), 2, Progress.NONE);
        long verified = System.nanoTime();
        if (!verification.sound()
                || store.entries() != tar.entries()
                || store.contentBytes() != tar.contentBytes()
                || verification.contentBytes() != tar.contentBytes()) {
            throw new AssertionError("not as made: " + store + verification.defects());
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                "packed %d MB and %d members in %.1f s, verified in %.1f s, heap at most %d MB of %d MB%n",
                store.contentBytes() / 1_000_000,
                store.entries(),
                (packed - start) / 1e9,
                (verified - packed) / 1e9,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** The line that it printed. */
    static String fork(Path directory, long bytes, int files) {
        return Shell.run(
                Path.of("").toAbsolutePath(),
                "'%s/bin/java' -Xmx256m -XX:+UseG1GC -cp '%s' %s '%s' %d %d 2>&1"
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                LargeStream.class.getName(),
                                directory,
                                bytes,
                                files));
    }
}
