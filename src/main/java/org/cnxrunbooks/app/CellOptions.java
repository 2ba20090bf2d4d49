package org.cnxrunbooks.app;

import java.util.List;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.FormOptions;
import org.cnxrunbooks.guard.Asker;
import org.cnxrunbooks.guard.StartRights;

/** The configured cells in a start form's select: to each person those on which they may start that runbook. */
final class CellOptions implements FormOptions {

    private final Cells cells;
    private final StartRights rights;
    private final Asker asker;

    CellOptions(Cells cells, StartRights rights, Asker asker) {
        this.cells = cells;
        this.rights = rights;
        this.asker = asker;
    }

    @Override
    public String name() {
        return "cells";
    }

    @Override
    public List<Option> options() {
        return cells.all().stream().map(CellOptions::option).toList();
    }

    @Override
    public List<Option> options(String process) {
        List<String> groups = asker.groups();
        return cells.all().stream()
                .filter(cell -> rights.allow(groups, process, cell.name()))
                .map(CellOptions::option)
                .toList();
    }

    private static Option option(Cell cell) {
        return new Option(
                cell.name(),
                "%s: %s %s"
                        .formatted(
                                cell.name(),
                                cell.release().product(),
                                cell.release().exactLevel()));
    }
}
