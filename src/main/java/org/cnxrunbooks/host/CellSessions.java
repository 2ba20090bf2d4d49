package org.cnxrunbooks.host;

import java.util.function.Consumer;
import java.util.function.Function;
import org.cnxrunbooks.cell.Cell;

/** Sessions on the hosts of a cell by their names, every command going to the evidence of the step at hand. */
public record CellSessions(Cell cell, Hosts hosts, Consumer<CommandRecord> recorder)
        implements Function<String, HostSession> {

    @Override
    public HostSession apply(String host) {
        return hosts.connect(cell.host(host), recorder);
    }

    public HostSession deploymentManager() {
        return apply(cell.deploymentManager().host());
    }
}
