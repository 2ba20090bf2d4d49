package org.cnxrunbooks.backup;

import java.util.function.Consumer;
import java.util.function.Function;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;

/** Sessions on the hosts of a cell by their names, every command going to the evidence of the step at hand. */
record CellSessions(Cell cell, Hosts hosts, Consumer<CommandRecord> recorder) implements Function<String, HostSession> {

    @Override
    public HostSession apply(String host) {
        return hosts.connect(cell.host(host), recorder);
    }

    HostSession deploymentManager() {
        return apply(cell.deploymentManager().host());
    }
}
