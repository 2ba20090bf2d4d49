package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * Apache MINA SSHD in this JVM, where no real sshd is installed.
 *
 * <p>Differs from the real one: a signal shows as exit code 128 + n, a lost connection kills the shell (not its
 * children), it is slow.
 */
public record LabMina(SshServer server, String address, int port, String user, Path privateKey, String hostKey)
        implements LabSsh {

    /**
     * Starts the server.
     *
     * @param port 0 for any free one
     * @param environment of every command; HOME is the server's own unless given
     */
    public static LabMina start(Path directory, String address, int port, Map<String, String> environment) {
        try {
            Path home = Files.createDirectories(
                    directory.toAbsolutePath().normalize().resolve("home"));
            Path base = home.resolveSibling("hostkey");
            Path client = home.resolveSibling("client_key");
            KeyPair hostPair = key(base);
            KeyPair clientPair = key(client);
            Path authorized = home.resolveSibling("authorized_keys");
            Files.writeString(authorized, PublicKeyEntry.toString(clientPair.getPublic()) + "\n");
            Map<String, String> all = new TreeMap<>(Map.of("HOME", home.toString()));
            all.putAll(environment);
            SshServer server = SshServer.setUpDefaultServer();
            server.setHost(address);
            server.setPort(port);
            server.setKeyPairProvider(KeyPairProvider.wrap(hostPair));
            server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorized));
            server.setCommandFactory((channel, command) -> command(channel, command, all));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            server.start();
            return new LabMina(
                    server,
                    address,
                    server.getPort(),
                    System.getProperty("user.name"),
                    client,
                    PublicKeyEntry.toString(hostPair.getPublic()));
        } catch (IOException e) {
            throw new UncheckedIOException("lab MINA SSHD did not start in " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("lab MINA SSHD has no keys in " + directory, e);
        }
    }

    @Override
    public String kind() {
        return "fallback";
    }

    @Override
    public void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("lab MINA SSHD did not stop at " + address + ":" + port, e);
        }
    }

    private static Command command(ChannelSession channel, String command, Map<String, String> environment) {
        return new InvertedShellWrapper(new ProcessShell("/bin/sh", "-c", command) {
            @Override
            protected Map<String, String> resolveShellEnvironment(Map<String, String> given) {
                Map<String, String> all = new TreeMap<>(super.resolveShellEnvironment(given));
                all.putAll(environment);
                return all;
            }
        });
    }

    private static KeyPair key(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            KeyPair fresh = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
            try (OutputStream out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(fresh, "lab", null, out);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
    }
}
