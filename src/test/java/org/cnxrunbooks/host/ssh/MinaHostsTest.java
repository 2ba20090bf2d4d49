package org.cnxrunbooks.host.ssh;

import java.nio.file.Path;
import java.util.Map;
import org.cnxrunbooks.lab.LabMina;
import org.cnxrunbooks.lab.LabSsh;

/** The contract against the fallback, Apache MINA SSHD. */
class MinaHostsTest extends HostsContract {

    @Override
    LabSsh start(Path directory, Map<String, String> environment) {
        return LabMina.start(directory, "127.0.9.11", 0, environment);
    }

    /** It reads directories through the JVM, which knows names in UTF-8 only. */
    @Override
    String oddName() {
        return "b\\303\\244d";
    }

    @Override
    String oddNameDecoded() {
        return "b\u00c3\u00a4d";
    }
}
