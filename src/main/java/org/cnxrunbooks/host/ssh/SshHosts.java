package org.cnxrunbooks.host.ssh;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;

/** The machines by SSH, with strictly pinned host keys and public keys only. */
public final class SshHosts implements Hosts {

    private final Clock clock;
    private final SshSettings settings;
    private final Map<Host, Lines> lines = new ConcurrentHashMap<>();

    public SshHosts(Clock clock, SshSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    public SshHosts(Clock clock) {
        this(clock, SshSettings.defaults());
    }

    @Override
    public HostSession connect(Host host, Consumer<CommandRecord> recorder) {
        Lines toHost = lines.computeIfAbsent(host, key -> new Lines(key, settings));
        toHost.shared();
        return new SshSession(toHost, settings, new Journal(host, clock, recorder));
    }

    @Override
    public void close() {
        lines.values().forEach(Lines::close);
    }
}
