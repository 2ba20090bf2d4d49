package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.LabSsh;
import org.cnxrunbooks.lab.LabSshd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our wall time against {@code ssh host tar -cf - | zstd -3 -T0} in pairs, order changing, over the lab's SSH server; ours
 * includes list, digests and the record of the item. Run by {@code mvn -Pbench verify}; prints, judges only that both did
 * the work.
 */
class PackBench {

    private static final int PAIRS = Integer.getInteger("bench.pairs", 5);
    private static final int FILES = 10_000;
    private static final long BYTES = Long.getLong("bench.bytes", 720_000_000L);

    @TempDir
    static Path directory;

    @Test
    void pairs() throws Exception {
        Path tree = tree(directory.resolve("tree"));
        try (LabSsh server = LabSsh.start(directory.resolve("ssh"), "127.0.9.17", 0, Map.of());
                SshHosts hosts = new SshHosts(Clock.systemUTC())) {
            HostSession session = hosts.connect(server.host("node1"), entry -> {});
            PackWay fastest = PackTools.probe(session).way();
            for (PackWay way : List.of(PackWay.TAR_ZSTD_ON_HOST, PackWay.TAR_RAW)) {
                List<Double> walls = new ArrayList<>();
                List<Double> works = new ArrayList<>();
                ours(session, tree, way);
                for (int pair = 0; pair < PAIRS; pair++) {
                    Callable<Long> we = () -> ours(session, tree, way);
                    Callable<Long> they = () -> theirs(server, tree);
                    boolean weFirst = pair % 2 == 0;
                    Taken first = take(server, weFirst ? we : they);
                    Taken second = take(server, weFirst ? they : we);
                    Taken ours = weFirst ? first : second;
                    Taken theirs = weFirst ? second : first;
                    walls.add(ours.wall() / theirs.wall());
                    works.add(ours.work() / theirs.work());
                    say("%s: ours %s; ssh tar | zstd %s; wall ratio %.2f", way, ours, theirs, walls.get(pair));
                }
                say(
                        "%s: median wall ratio %.2f, processor ratio %.2f of %d pairs%s",
                        way, median(walls), median(works), PAIRS, way == fastest ? ", the chosen way" : "");
            }
        }
    }

    /** Ours with encryption against ours without, in pairs, order changing. */
    @Test
    void encryption() throws Exception {
        Path tree = tree(directory.resolve("sealed-tree"));
        Encryption sealed =
                AgeTool.encryption(directory, AgeTool.key(directory, "a.txt"), AgeTool.key(directory, "b.txt"));
        try (LabSsh server = LabSsh.start(directory.resolve("ssh-sealed"), "127.0.9.18", 0, Map.of());
                SshHosts hosts = new SshHosts(Clock.systemUTC())) {
            HostSession session = hosts.connect(server.host("node1"), entry -> {});
            for (PackWay way : List.of(PackWay.TAR_ZSTD_ON_HOST, PackWay.TAR_RAW)) {
                List<Double> walls = new ArrayList<>();
                List<Double> works = new ArrayList<>();
                ours(session, tree, way, sealed);
                for (int pair = 0; pair < PAIRS; pair++) {
                    boolean sealedFirst = pair % 2 == 0;
                    Taken first =
                            take(server, () -> ours(session, tree, way, sealedFirst ? sealed : Encryption.ELSEWHERE));
                    Taken second =
                            take(server, () -> ours(session, tree, way, sealedFirst ? Encryption.ELSEWHERE : sealed));
                    Taken with = sealedFirst ? first : second;
                    Taken without = sealedFirst ? second : first;
                    walls.add(with.wall() / without.wall());
                    works.add(with.work() / without.work());
                    say("%s: encrypted %s; in the clear %s; wall ratio %.2f", way, with, without, walls.get(pair));
                }
                say(
                        "%s: encrypted against in the clear: median wall ratio %.2f, processor ratio %.2f of %d pairs",
                        way, median(walls), median(works), PAIRS);
            }
        }
    }

    /**
     * @param wall seconds
     * @param work processor seconds of all that took part, which a busy machine disturbs less
     * @param bytes of the archive
     */
    private record Taken(double wall, double work, long bytes) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s (processor %.2f s, %d MB)", wall, work, bytes / 1_000_000);
        }
    }

    private static Taken take(LabSsh server, Callable<Long> way) throws Exception {
        double work = work(server);
        long start = System.nanoTime();
        long bytes = way.call();
        return new Taken((System.nanoTime() - start) / 1e9, work(server) - work, bytes);
    }

    /** Of this JVM and its ended children, and of the server, its sessions and their ended children (proc(5)). */
    private static double work(LabSsh server) throws IOException {
        double ticks = ticks("self", 13, 17);
        if (server instanceof LabSshd sshd) {
            ticks += ticks(String.valueOf(sshd.pid()), 13, 17);
            ProcessHandle listener = ProcessHandle.of(sshd.pid()).orElseThrow();
            for (ProcessHandle session : listener.children().toList()) {
                ticks += ticks(String.valueOf(session.pid()), 13, 17);
            }
        }
        return ticks / 100;
    }

    private static long ticks(String process, int from, int to) throws IOException {
        Path file = Path.of("/proc", process, "stat");
        String[] words = Files.exists(file) ? Files.readString(file).split(" ") : new String[0];
        long sum = 0;
        for (int i = from; i < Math.min(to, words.length); i++) {
            sum += Long.parseLong(words[i]);
        }
        return sum;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long ours(HostSession session, Path tree, PackWay way) {
        return ours(session, tree, way, Encryption.ELSEWHERE);
    }

    private static long ours(HostSession session, Path tree, PackWay way, Encryption encryption) {
        Shell.run(directory, "rm -rf vault");
        BackupSet set = new Vault(directory.resolve("vault"), encryption, Clock.systemUTC())
                .open("lab", "backup-lab-20260314-210000");
        PackedStore store = set.pack(session, PackFixture.item("tree", tree), way, Tolerance.STOPPED, Progress.NONE);
        assertThat(store.entries()).isGreaterThan(FILES);
        return store.archiveBytes();
    }

    private static long theirs(LabSsh server, Path tree) throws IOException, InterruptedException {
        Path known = Files.writeString(
                directory.resolve("known_hosts"),
                "[" + server.address() + "]:" + server.port() + " " + server.hostKey());
        Path archive = directory.resolve("theirs.zst");
        String line =
                "set -o pipefail; ssh -F none -o UserKnownHostsFile=" + known + " -i " + server.privateKey() + " -p "
                        + server.port() + " " + server.user() + "@" + server.address() + " tar -cf - -C " + tree
                        + " . | zstd -q -3 -T0 >" + archive;
        Process process = new ProcessBuilder("bash", "-c", line)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("theirs.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.size(archive);
    }

    /** Half of it text-like, half of it random, many small files and some large ones. */
    private static Path tree(Path tree) throws IOException {
        Random random = new Random(42);
        byte[] text = new byte[16 << 20];
        byte[] noise = new byte[16 << 20];
        random.nextBytes(noise);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ("etaoin shrdlu<>=/\"\n".charAt((int) Math.abs(random.nextGaussian() * 5) % 19));
        }
        long small = BYTES / 3 / FILES;
        for (int i = 0; i < FILES; i++) {
            Path file = tree.resolve("d" + i % 100).resolve("f" + i);
            Files.createDirectories(file.getParent());
            write(file, i % 2 == 0 ? text : noise, 1 + random.nextInt((int) small * 2), random);
        }
        for (int i = 0; i < 10; i++) {
            write(tree.resolve("large" + i), i % 2 == 0 ? text : noise, BYTES * 2 / 3 / 10, random);
        }
        return tree;
    }

    private static void write(Path file, byte[] source, long bytes, Random random) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long rest = bytes; rest > 0; ) {
                int offset = random.nextInt(source.length / 2);
                int part = (int) Math.min(rest, source.length - offset);
                out.write(source, offset, part);
                rest -= part;
            }
        }
    }

    private static void say(String format, Object... values) {
        System.err.println("bench: " + String.format(Locale.ROOT, format, values));
    }
}
