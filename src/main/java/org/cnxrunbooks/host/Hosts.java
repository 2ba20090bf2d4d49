package org.cnxrunbooks.host;

import java.util.function.Consumer;
import org.cnxrunbooks.cell.Host;

/** The machines of all cells. Connections are kept open and shared between sessions of the same host. */
public interface Hosts extends AutoCloseable {

    /**
     * A session on that host. The host key is compared with the pinned one before anything is sent.
     *
     * @param recorder told of every command that ran, before its result is returned
     * @throws HostFailure when the host cannot be reached, its key is unknown or changed, or the log-in is refused
     */
    HostSession connect(Host host, Consumer<CommandRecord> recorder);

    @Override
    void close();
}
