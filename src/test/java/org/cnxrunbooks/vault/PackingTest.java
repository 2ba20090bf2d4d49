package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void never_more_than_allowed_of_one_host_or_overall_and_results_in_order() {
        Shell.run(directory, "for i in $(seq 12); do mkdir t$i; head -c 3000000 /dev/urandom > t$i/f; done");
        Watch watch = new Watch();
        List<PackTask> tasks = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            String host = i <= 8 ? "node1" : "node2";
            tasks.add(new PackTask(
                    watch.session(host),
                    PackFixture.item("item" + i, host, directory.resolve("t" + i), List.of()),
                    PackWay.TAR_RAW));
        }

        List<PackedStore> stores = new Packing(PackFixture.set(directory), 2, 4).pack(tasks, Tolerance.STOPPED, watch);

        assertThat(stores)
                .extracting(PackedStore::item)
                .isEqualTo(tasks.stream().map(PackTask::item).toList());
        assertThat(watch.mostOfOneHost.get()).isBetween(1, 2);
        assertThat(watch.mostOverall.get()).isBetween(2, 4);
        assertThat(watch.bytes.get()).isEqualTo(36_000_000);
        assertThat(watch.files.get()).isEqualTo(24);
    }

    @Test
    @Timeout(300)
    void the_first_failure_ends_the_others() {
        Shell.run(directory, "mkdir good; echo x > good/x");
        AtomicBoolean endlessClosed = new AtomicBoolean();
        LocalHostSession endless = new LocalHostSession("node1") {
            @Override
            public RemoteStream stream(Command command) {
                return command.words().contains("-d") ? super.stream(command) : endless(endlessClosed);
            }
        };
        BackupSet set = PackFixture.set(directory);
        List<PackTask> tasks = List.of(
                new PackTask(endless, PackFixture.item("endless", directory.resolve("good")), PackWay.TAR_RAW),
                new PackTask(
                        new LocalHostSession("node2"),
                        PackFixture.item("gone", "node2", directory.resolve("gone"), List.of()),
                        PackWay.TAR_RAW));

        assertThatThrownBy(() -> new Packing(set, 1, 2).pack(tasks, Tolerance.STOPPED, Progress.NONE))
                .isInstanceOf(PackFailure.class)
                .hasCauseInstanceOf(VaultFailure.class)
                .hasMessageContaining("packing gone failed");
        assertThat(endlessClosed).isTrue();
        assertThat(set.directory().resolve("archives/node1")).isEmptyDirectory();
    }

    private static RemoteStream endless(AtomicBoolean closed) {
        byte[] header = new TarBuilder().header('0', "./endless", "", 1L << 32).unfinished();
        RemoteStream made = LocalHostSession.made(
                new InputStream() {
                    private int at;

                    @Override
                    public int read() {
                        return at < header.length ? header[at++] & 0xff : 0;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return super.read(bytes, offset, Math.min(length, 4096));
                    }
                },
                0,
                "");
        return new RemoteStream() {
            @Override
            public InputStream output() {
                return made.output();
            }

            @Override
            public CommandResult finish() {
                return made.finish();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
    }

    /** Counts the tar streams open at once. */
    private static final class Watch implements Progress {

        final Map<String, Integer> open = new ConcurrentHashMap<>();
        final AtomicInteger mostOfOneHost = new AtomicInteger();
        final AtomicInteger mostOverall = new AtomicInteger();
        final AtomicInteger bytes = new AtomicInteger();
        final AtomicInteger files = new AtomicInteger();

        LocalHostSession session(String host) {
            return new LocalHostSession(host) {
                @Override
                public RemoteStream stream(Command command) {
                    RemoteStream real = super.stream(command);
                    return command.words().contains("-d") ? real : counted(host, real);
                }
            };
        }

        private synchronized void change(String host, int by) {
            int ofHost = open.merge(host, by, Integer::sum);
            int all = open.values().stream().mapToInt(Integer::intValue).sum();
            mostOfOneHost.accumulateAndGet(ofHost, Math::max);
            mostOverall.accumulateAndGet(all, Math::max);
        }

        private RemoteStream counted(String host, RemoteStream real) {
            change(host, 1);
            return new RemoteStream() {
                @Override
                public InputStream output() {
                    return real.output();
                }

                @Override
                public CommandResult finish() {
                    return real.finish();
                }

                @Override
                public void close() {
                    change(host, -1);
                    real.close();
                }
            };
        }

        @Override
        public void advance(String host, String item, long moreBytes, long moreFiles) {
            bytes.addAndGet((int) moreBytes);
            files.addAndGet((int) moreFiles);
        }

        @Override
        public void expect(String host, String item, long moreBytes, long moreFiles) {}

        @Override
        public void checkpoint() {}
    }
}
