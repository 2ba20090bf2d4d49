package org.cnxrunbooks.evidence;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What is asked of the evidence across runs. Reads only, and knows every run, also one whose history in the engine is gone. */
public interface Ledger {

    /** One page of runs and how many there are in all. */
    Page runs(RunQuery query);

    Optional<RunSummary> run(String runId);

    /** What the runs that are there can be filtered by. */
    Choices choices();

    /** The latest first. */
    List<Act> acts(EntryQuery query);

    /** @param total of all pages */
    record Page(List<RunSummary> runs, long total) {

        public Page {
            runs = List.copyOf(runs);
        }
    }

    record Choices(
            SortedSet<String> processes,
            SortedSet<String> cells,
            SortedSet<String> people,
            SortedSet<String> outcomes) {}
}
