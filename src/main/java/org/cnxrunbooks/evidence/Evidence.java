package org.cnxrunbooks.evidence;

import java.util.List;
import java.util.Optional;

/**
 * The memory of all runs. Appending takes effect at once and survives the roll-back of any transaction of the caller;
 * nothing that was appended can be changed or removed through this interface.
 */
public interface Evidence {

    /** Appends one act to the chain of its run. */
    Entry append(Draft draft);

    /** All entries of a run in order; empty when the run is unknown. */
    List<Entry> entries(String runId);

    /** Keeps the bytes under their SHA-256 and returns it as lower-case hex; calling twice is harmless. */
    String keep(byte[] blob);

    /** The bytes kept under that digest. Their digest is checked when they are read. */
    Optional<byte[]> blob(String sha256);
}
