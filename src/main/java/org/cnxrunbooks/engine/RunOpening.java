package org.cnxrunbooks.engine;

import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.evidence.Entry;

/** The entry that opens a run; its actor is the starter, whatever a variable says later. */
final class RunOpening {

    static final String MESSAGE = "run started";

    private RunOpening() {}

    static Optional<String> starter(List<Entry> entries) {
        return entries.stream()
                .map(Entry::draft)
                .filter(draft -> draft.message().startsWith(MESSAGE))
                .findFirst()
                .map(draft -> draft.actor());
    }
}
