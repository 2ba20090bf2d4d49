package org.cnxrunbooks.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.RemoteFiles.RemoteFile;
import org.cnxrunbooks.lab.LabSsh;
import org.cnxrunbooks.lab.LabSshd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract against OpenSSH. */
class OpenSshHostsTest extends HostsContract {

    @Override
    LabSsh start(Path directory, Map<String, String> environment) {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/sshd")) || "real".equals(System.getProperty("lab.require")));
        return LabSshd.start(directory, "127.0.9.11", 0, environment);
    }

    @Test
    void the_bits_beyond_read_write_and_execute_are_seen() throws Exception {
        Path file = Files.createFile(home().resolve("setuid"));
        HostSession session = session();
        session.run(Command.of("chmod", "4750", file.toString()));
        assertThat(session.files().stat(file.toString()))
                .get()
                .extracting(RemoteFile::mode)
                .isEqualTo(04750);
    }

    @ParameterizedTest
    @CsvSource({"ed25519, 256", "rsa, 3072", "ecdsa, 256", "ecdsa, 521"})
    void a_private_key_with_a_passphrase_logs_in(String type, String bits) throws Exception {
        Path key = key(directory.resolve("key-" + type + bits), type, bits, "open sesame");
        Files.writeString(
                directory.resolve("ssh/authorized_keys"),
                Files.readString(Path.of(key + ".pub")),
                StandardOpenOption.APPEND);
        Host host = server.host("one");
        assertThat(hosts.connect(with(host, key, "open sesame"), records::add)
                        .run(Command.of("echo", "in"))
                        .output())
                .isEqualTo("in\n");
        assertThatThrownBy(() -> hosts.connect(with(host, key, "open barley"), records::add))
                .asInstanceOf(type(HostFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(HostFailure.Kind.AUTHENTICATION);
                    assertThat(failure)
                            .hasMessageContaining("does not open")
                            .message()
                            .doesNotContain("barley");
                });
        assertThatThrownBy(() -> hosts.connect(with(host, key, null), records::add))
                .hasMessageContaining("is encrypted");
    }

    @Test
    void a_passphrase_is_read_for_each_connection_and_a_missing_one_is_told() throws Exception {
        Path key = key(directory.resolve("key-changing"), "ed25519", "256", "open sesame");
        Files.writeString(
                directory.resolve("ssh/authorized_keys"),
                Files.readString(Path.of(key + ".pub")),
                StandardOpenOption.APPEND);
        Deque<String> file = new ArrayDeque<>(List.of("open barley", "open sesame"));
        Host plain = with(server.host("one"), key, null);
        Host host = new Host(
                plain.name(),
                plain.address(),
                plain.port(),
                plain.user(),
                key,
                Secret.readFrom(() -> {
                    if (file.isEmpty()) {
                        throw new SecretUnreadable("secret not read: there (observed nothing, expected it)", null);
                    }
                    return file.remove();
                }),
                plain.hostKey());
        assertThatThrownBy(() -> hosts.connect(host, records::add)).hasMessageContaining("does not open");
        hosts.connect(host, records::add);
        try (SshHosts again = new SshHosts(Clock.systemUTC())) {
            assertThatThrownBy(() -> again.connect(host, records::add))
                    .asInstanceOf(type(HostFailure.class))
                    .satisfies(failure -> {
                        assertThat(failure.kind()).isEqualTo(HostFailure.Kind.AUTHENTICATION);
                        assertThat(failure)
                                .hasMessageStartingWith("no log-in at one ")
                                .hasMessageEndingWith(": secret not read: there (observed nothing, expected it)");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa, 3072", "ecdsa, 384"})
    void host_keys_of_other_types_are_pinned_too(String type, String bits, @TempDir Path other) throws Exception {
        key(other.resolve("hostkey"), type, bits, "");
        try (LabSsh second = start(other, Map.of())) {
            assertThat(hosts.connect(second.host("two"), records::add)
                            .run(Command.of("echo", "in"))
                            .output())
                    .isEqualTo("in\n");
        }
    }

    @Test
    void a_missing_private_key_is_named() {
        assertThatThrownBy(
                        () -> hosts.connect(with(server.host("one"), directory.resolve("no-key"), null), records::add))
                .asInstanceOf(type(HostFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(HostFailure.Kind.AUTHENTICATION);
                    assertThat(failure)
                            .hasMessageContaining("no-key cannot be read")
                            .hasMessageContaining("HINT:");
                });
    }

    @Test
    void a_file_nobody_may_write_is_sent() throws Exception {
        Path file = home().resolve("read-only");
        session().send(file.toString(), new byte[] {65}, 0400);
        assertThat(file).content().isEqualTo("A");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
    }

    private static Host with(Host host, Path key, @Nullable String passphrase) {
        return new Host(
                host.name(),
                host.address(),
                host.port(),
                host.user(),
                key,
                passphrase == null ? null : Secret.of(passphrase),
                host.hostKey());
    }

    private static Path key(Path file, String type, String bits, String passphrase) throws Exception {
        Process process = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", type, "-b", bits, "-N", passphrase, "-f", file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }
}
