package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.jspecify.annotations.Nullable;

/** One logged-in SSH connection. */
final class Line implements AutoCloseable {

    /**
     * AES-GCM first: one pass for secrecy and integrity, done by the processor. Measured to matter more than anything
     * else for streams.
     */
    private static final String CIPHERS =
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr";

    /** Beyond the usual 32 KiB: a stream then costs little more than half the processor time on our side. */
    private static final int PACKET = 128 << 10;

    private final Session session;
    private final SshSettings settings;
    private @Nullable ChannelSftp sftp;

    private Line(Session session, SshSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** Connects and logs in; the pinned key is compared before anything but the key exchange is sent. */
    static Line dial(Host host, SshSettings settings) {
        PinnedKey pin = PinnedKey.parse(host.hostKey());
        JSch jsch = new JSch();
        jsch.setHostKeyRepository(pin);
        addIdentity(jsch, host);
        try {
            Session session = jsch.getSession(host.user(), host.address(), host.port());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("server_host_key", pin.algorithms());
            session.setConfig("PreferredAuthentications", "publickey");
            session.setConfig("cipher.c2s", CIPHERS);
            session.setConfig("cipher.s2c", CIPHERS);
            session.setConfig("compression.c2s", "none");
            session.setConfig("compression.s2c", "none");
            session.setDaemonThread(true);
            session.setServerAliveInterval((int) settings.keepAlive().toMillis());
            session.setServerAliveCountMax(3);
            session.connect((int) settings.connectTimeout().toMillis());
            return new Line(session, settings);
        } catch (JSchException e) {
            throw Failures.connecting(host, pin, e);
        } finally {
            forget(jsch); // a log-in is done once; keys are exchanged anew without it
        }
    }

    private static void addIdentity(JSch jsch, Host host) {
        Path file = host.privateKey();
        if (!Files.isReadable(file)) {
            throw Failures.privateKey(host, "cannot be read", "check the path and its owner; mode 0600.", null);
        }
        byte @Nullable [] bytes = passphrase(host);
        try {
            KeyPair pair = KeyPair.load(jsch, file.toString());
            boolean open = !pair.isEncrypted() || (bytes != null && pair.decrypt(bytes.clone()));
            pair.dispose();
            if (!open) {
                throw Failures.privateKey(
                        host,
                        bytes == null ? "is encrypted" : "does not open with the passphrase",
                        "give the right passphrase for it.",
                        null);
            }
            jsch.addIdentity(file.toString(), bytes);
        } catch (JSchException e) {
            throw Failures.privateKey(host, "has an unknown form", "write it anew with ssh-keygen.", e);
        } finally {
            if (bytes != null) {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static byte @Nullable [] passphrase(Host host) {
        Secret passphrase = host.passphrase();
        try {
            return passphrase == null ? null : passphrase.reveal().getBytes(StandardCharsets.UTF_8);
        } catch (SecretUnreadable e) {
            throw Failures.passphrase(host, e);
        }
    }

    /** Wipes the private key, which the session would hold as long as it lives. */
    private static void forget(JSch jsch) {
        try {
            jsch.removeAllIdentity();
        } catch (JSchException e) {
            throw new IllegalStateException("a list of keys in memory can be emptied", e);
        }
    }

    boolean alive() {
        return session.isConnected();
    }

    private int connectMillis() {
        return (int) settings.connectTimeout().toMillis();
    }

    ChannelExec exec() throws JSchException {
        ChannelExec channel = (ChannelExec) open("exec");
        channel.setLocalWindowSizeMax(settings.window());
        channel.setLocalPacketSize(PACKET);
        return channel;
    }

    /** JSch 2.28 answers null when the connection dies at this very moment. */
    private Channel open(String type) throws JSchException {
        @Nullable Channel channel = session.openChannel(type);
        if (channel == null) {
            throw new JSchException("session is down");
        }
        return channel;
    }

    /** The SFTP channel of a borrowed line, opened at its first use. */
    ChannelSftp sftp() throws JSchException {
        ChannelSftp channel = sftp;
        if (channel == null || !channel.isConnected()) {
            channel = (ChannelSftp) open("sftp");
            channel.setLocalWindowSizeMax(settings.window());
            channel.connect(connectMillis());
            channel.setFilenameEncoding(StandardCharsets.ISO_8859_1);
            sftp = channel;
        }
        return channel;
    }

    /** For when an answer may still be under way on it. */
    void closeSftp() {
        ChannelSftp channel = sftp;
        if (channel != null) {
            channel.disconnect();
            sftp = null;
        }
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
