package org.cnxrunbooks.vault;

import java.time.Instant;
import java.util.List;

/**
 * What re-reading a set found.
 *
 * @param stores archives as recorded, in the order of the plan
 * @param entries members read
 * @param contentBytes bytes of file content read and hashed
 * @param defects every reason not to trust the set, at most {@value #MOST_DEFECTS_PER_FILE} for one archive
 * @param started UTC
 * @param ended UTC
 */
public record Verification(
        List<PackedStore> stores,
        long entries,
        long contentBytes,
        List<Defect> defects,
        Instant started,
        Instant ended) {

    public static final int MOST_DEFECTS_PER_FILE = 50;

    public Verification {
        stores = List.copyOf(stores);
        defects = List.copyOf(defects);
    }

    public boolean sound() {
        return defects.isEmpty();
    }
}
