package org.cnxrunbooks.host;

import java.util.Optional;
import org.cnxrunbooks.cell.Host;

/** What can be done on a host. All methods may be called from several threads at once. Every failure is a {@link HostFailure}. */
public interface HostSession {

    Host host();

    /** Runs a command to its end and returns what it answered, whatever the exit code. */
    CommandResult run(Command command);

    /**
     * Starts a command whose standard output is read as a stream. The caller closes it. The time-out of the command
     * bounds the silence between two bytes, not the whole.
     */
    RemoteStream stream(Command command);

    /** Writes a file beside its place with that mode (e.g. 0600) from its first byte on, then renames it there. */
    void send(String path, byte[] content, int mode);

    /** The bytes of a file; empty when it does not exist; refused above {@code limit} bytes. */
    Optional<byte[]> fetch(String path, long limit);

    /** Files by SFTP, for hosts without the tools. */
    RemoteFiles files();

    /** Starts the job unless its journal on the host says that it was started before; attaches to it either way. */
    RemoteJob job(JobSpec spec);

    /** The job if its journal is on the host, running or ended; starts nothing. */
    Optional<RemoteJob> find(JobSpec spec);
}
