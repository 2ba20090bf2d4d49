package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostFailure.Kind;
import org.jspecify.annotations.Nullable;

/** What went wrong between us and a host, in words that help at two in the morning. */
final class Failures {

    private Failures() {}

    static String name(Host host) {
        return Objects.requireNonNullElse(host.name(), host.address());
    }

    private static String where(Host host) {
        return name(host) + " " + host.user() + "@" + host.address() + ":" + host.port();
    }

    static HostFailure failure(Kind kind, Host host, String message, @Nullable Throwable cause) {
        return new HostFailure(kind, name(host), message, -1, "", cause);
    }

    /** Translates what JSch threw while connecting. */
    static HostFailure connecting(Host host, PinnedKey pin, JSchException e) {
        String scan = "ssh-keyscan" + (host.port() == 22 ? "" : " -p " + host.port()) + " " + host.address();
        if (e instanceof JSchChangedHostKeyException) {
            return failure(
                    Kind.HOST_KEY_CHANGED,
                    host,
                    "host key changed: " + where(host) + " (observed " + pin.seenFingerprint() + ", expected "
                            + pin.fingerprint() + " as pinned)\nHINT: nothing was sent. The host was installed anew or"
                            + " another machine answers in its place. Ask its owner, compare ssh-keygen -lf"
                            + " /etc/ssh/ssh_host_*_key.pub on its console, and only then change the pinned key.",
                    e);
        }
        if (e instanceof JSchUnknownHostKeyException) {
            return failure(
                    Kind.HOST_KEY_UNKNOWN,
                    host,
                    "host key unknown: " + where(host) + " (observed " + pin.seenFingerprint()
                            + ", expected a pinned key in the configuration)\nHINT: nothing was sent. Get the key with "
                            + scan + ", compare it with ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub on the host's"
                            + " console, and pin it as host-key: <type> <base64>.",
                    e);
        }
        if (e instanceof JSchAlgoNegoFailException nego) {
            boolean key = "server_host_key".equals(nego.getAlgorithmName());
            return failure(
                    key ? Kind.HOST_KEY_UNKNOWN : Kind.UNREACHABLE,
                    host,
                    (key ? "host key unknown: " : "connection refused by us: ") + where(host) + " (observed "
                            + nego.getServerProposal() + ", expected " + nego.getJSchProposal() + ")\nHINT: "
                            + (key
                                    ? "nothing was sent. The host has no key of the pinned type; look with " + scan
                                            + " and compare on the host's console before pinning another one."
                                    : "no common " + nego.getAlgorithmName() + "; allow one of ours in sshd_config."),
                    e);
        }
        String text = rootMessage(e);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("auth fail") || lower.contains("auth cancel") || lower.contains("authentication")) {
            return failure(
                    Kind.AUTHENTICATION,
                    host,
                    "log-in refused: " + where(host) + " (observed " + text + ", expected the key " + host.privateKey()
                            + " to be accepted)\nHINT: its public part must stand in ~/.ssh/authorized_keys of "
                            + host.user() + ", which must not be writable by others; sshd's log on the host says why.",
                    e);
        }
        return failure(
                Kind.UNREACHABLE,
                host,
                "host not reached: " + where(host) + " (observed " + text + ", expected an SSH server)\nHINT: is the"
                        + " host up, are address and port right, does a firewall stand between? Try " + scan + ".",
                e);
    }

    static HostFailure privateKey(Host host, String observed, String hint, @Nullable Throwable cause) {
        return failure(
                Kind.AUTHENTICATION,
                host,
                "private key not usable: " + where(host) + " (observed " + host.privateKey() + " " + observed
                        + ", expected a readable key: ed25519, RSA or ECDSA)\nHINT: " + hint,
                cause);
    }

    static HostFailure passphrase(Host host, SecretUnreadable e) {
        return failure(Kind.AUTHENTICATION, host, "no log-in at " + where(host) + ": " + e.getMessage(), e);
    }

    static HostFailure lost(Host host, String what, @Nullable Throwable cause) {
        return failure(
                Kind.CONNECTION_LOST,
                host,
                what + " has no end: " + where(host) + " (observed connection lost, expected an exit code)\nHINT: the"
                        + " command may or may not have run, and may still run on the host; look there before"
                        + " repeating what must not happen twice.",
                cause);
    }

    static HostFailure refused(Host host, String what, JSchException e) {
        return failure(
                Kind.CONNECTION_LOST,
                host,
                what + " was not started: " + where(host) + " (observed " + rootMessage(e)
                        + ", expected a channel)\nHINT: nothing ran. The host took the connection but no command; see"
                        + " MaxSessions and ForceCommand in its sshd_config, and sshd's log.",
                e);
    }

    static HostFailure files(Host host, String what, String observed, @Nullable Throwable cause) {
        return failure(
                Kind.COMMAND_FAILED,
                host,
                what + " failed: " + where(host) + " (observed " + observed + ", expected success)\nHINT: check path,"
                        + " rights and free space as " + host.user() + ".",
                cause);
    }

    static HostFailure timedOut(Host host, String what, Duration limit, String tail) {
        return new HostFailure(
                Kind.TIMED_OUT,
                name(host),
                what + " took too long: " + where(host) + " (observed no end after " + limit.toSeconds()
                        + " s, expected an end)\nHINT: it was told to stop; look on the host whether it did, and give"
                        + " it more time if it only was slow.",
                -1,
                tail,
                null);
    }

    static HostFailure cancelled(Host host, String what, InterruptedException e) {
        return failure(
                Kind.CANCELLED,
                host,
                what + " was given up: " + where(host) + " (observed an interrupt, expected to go on)\nHINT: the"
                        + " application is stopping or the work was handed to another node.",
                e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String name = root.getClass().getSimpleName();
        return message == null ? name : root instanceof JSchException ? message : name + ": " + message;
    }
}
