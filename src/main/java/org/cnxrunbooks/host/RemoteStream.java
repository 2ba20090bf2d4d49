package org.cnxrunbooks.host;

import java.io.InputStream;

/** The standard output of a running command. */
public interface RemoteStream extends AutoCloseable {

    /** The raw bytes; an interrupted connection is an {@link java.io.IOException}, never an early end of file. */
    InputStream output();

    /** Waits for the end after the output was read; standard error (last 64 KiB) is in {@code errors}, output is empty. */
    CommandResult finish();

    /** Ends the command if it still runs. */
    @Override
    void close();
}
