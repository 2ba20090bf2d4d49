package org.cnxrunbooks.engine;

import java.util.Collection;
import java.util.List;

/** How far the long work of all runs is, on whichever node it runs. */
public interface ProgressBoard {

    /** One line per step, host and item, in the order of their first report; empty when nothing was reported. */
    default List<ProgressLine> of(String runId) {
        return of(List.of(runId));
    }

    /** The same of several runs, asked for at once. */
    List<ProgressLine> of(Collection<String> runIds);
}
