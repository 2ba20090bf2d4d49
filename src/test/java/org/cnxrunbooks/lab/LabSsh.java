package org.cnxrunbooks.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cnxrunbooks.cell.Host;

/** An SSH server of the lab, real or fallback; its commands run as the account of this JVM. */
public sealed interface LabSsh extends AutoCloseable permits LabSshd, LabMina {

    String address();

    int port();

    /** The account that may log in: the one of this JVM. */
    String user();

    /** The private key that may log in, ed25519, without passphrase. */
    Path privateKey();

    /** The public host key, {@code <type> <base64>}. */
    String hostKey();

    /** {@code real} or {@code fallback}, as the lab's inventory says it. */
    String kind();

    /** Breaks every open connection at once, as a dead line would; the server itself goes on. */
    void cut();

    @Override
    void close();

    /** How the product knows this server. */
    default Host host(String name) {
        return new Host(name, address(), port(), user(), privateKey(), null, hostKey());
    }

    /**
     * The real server where it is installed, else the fallback, which {@code -Dlab.require=real} refuses.
     *
     * @param port 0 for any free one
     */
    static LabSsh start(Path directory, String address, int port, Map<String, String> environment) {
        if (Files.isExecutable(LabSshd.PROGRAM)) {
            return LabSshd.start(directory, address, port, environment);
        }
        if ("real".equals(System.getProperty("lab.require"))) {
            throw new IllegalStateException("no real sshd: " + LabSshd.PROGRAM + " (observed none, expected installed)"
                    + " HINT: install openssh-server, or leave out -Dlab.require=real");
        }
        return LabMina.start(directory, address, port, environment);
    }
}
