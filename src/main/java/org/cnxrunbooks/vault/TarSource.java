package org.cnxrunbooks.vault;

import java.io.IOException;
import java.util.List;

/** Where the archive of an item comes from. */
interface TarSource extends AutoCloseable {

    /** Whether what it gives is compressed with zstd already. */
    boolean compressed();

    /** Gives the whole archive. An {@link IOException} that the tick did not throw means that the source was cut. */
    void copyTo(Chunks chunks, Chunks.Tick tick) throws IOException;

    /**
     * Judges how it ended, after all was given.
     *
     * @param whole whether what was given is an archive from begin to end
     * @throws VaultFailure when the tool failed as a whole
     */
    List<Disturbance> finish(boolean whole);

    @Override
    void close();
}
