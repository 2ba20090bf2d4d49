package org.cnxrunbooks.engine;

import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;

/** The cell that a run is about. */
public final class RunCell {

    private RunCell() {}

    /** Refused when the configuration has no such cell. */
    public static Cell of(StepRun run, Cells cells) {
        String name = run.find(RunVariables.CELL_NAME).orElse("");
        return cells.find(name)
                .orElseThrow(() -> new Refusal(
                        Reasons.PLAN_REFUSED,
                        "Unknown cell: %s (expected one of %s)%nHINT: cells are configured under runbooks.cells."
                                .formatted(name, cells.names())));
    }
}
