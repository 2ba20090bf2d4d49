package org.cnxrunbooks.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The hosts of a lab: one SSH server each, with the environment that its commands get. */
final class LabMachines {

    private final LabLayout layout;
    private final LabScripts scripts;
    private final LabParts parts;
    private final Map<String, LabSsh> hosts = new ConcurrentHashMap<>();

    LabMachines(LabLayout layout, LabScripts scripts, LabParts parts) {
        this.layout = layout;
        this.scripts = scripts;
        this.parts = parts;
    }

    /** Ends the servers of a lab that a killed JVM left in this directory. */
    static void endLeftovers(LabLayout layout) {
        for (String host : LabLayout.HOSTS) {
            Path directory = directory(layout, host);
            if (Files.exists(directory.resolve("sshd.pid"))) {
                // takes over what is left there, and ends it
                LabSshd.start(directory, layout.address(host), LabLayout.SSH_PORT, Map.of())
                        .close();
            }
        }
    }

    void startAll() {
        LabLayout.HOSTS.forEach(this::start);
    }

    /** Calling it for one that runs changes nothing. */
    synchronized void start(String host) {
        if (hosts.containsKey(host)) {
            return;
        }
        Path directory = directory(layout, host);
        String address = layout.address(host);
        hosts.put(
                host,
                parts.ssh().equals("real")
                        ? LabSshd.start(directory, address, LabLayout.SSH_PORT, environment(host))
                        : LabMina.start(directory, address, LabLayout.SSH_PORT, environment(host)));
    }

    synchronized void stop(String host) {
        LabSsh server = hosts.remove(host);
        if (server != null) {
            server.close();
        }
    }

    @Nullable
    LabSsh find(String host) {
        return hosts.get(host);
    }

    /** In the order of the layout. */
    Map<String, LabSsh> all() {
        Map<String, LabSsh> ordered = new LinkedHashMap<>();
        LabLayout.HOSTS.forEach(name -> ordered.put(name, hosts.get(name)));
        return ordered;
    }

    void stopAll() {
        LabLayout.HOSTS.forEach(this::stop);
    }

    private Map<String, String> environment(String host) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LAB_HOME", layout.lab().toString());
        environment.put("LAB_HOST", host);
        environment.put("PATH", scripts.path(host));
        if (host.equals("db") && parts.realDatabase()) {
            environment.put("PGHOST", layout.address(host));
            environment.put("PGPORT", Integer.toString(LabLayout.DB2_PORT));
            environment.put("PGUSER", LabPostgres.USER);
        }
        return environment;
    }

    private static Path directory(LabLayout layout, String host) {
        return layout.lab().resolve("ssh").resolve(host);
    }
}
