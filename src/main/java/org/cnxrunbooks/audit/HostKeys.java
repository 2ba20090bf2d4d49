package org.cnxrunbooks.audit;

import java.util.List;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Host;

/** The prints of a cell's pinned host keys, as {@code ssh-keygen -l} writes them. */
final class HostKeys {

    private HostKeys() {}

    /** {@code <host> <address> <type> SHA256:<print>}; none for a cell that is not configured any more. */
    static List<String> lines(Cells cells, String cell) {
        return cells.find(cell).stream()
                .flatMap(found -> found.hosts().values().stream())
                .map(HostKeys::line)
                .toList();
    }

    private static String line(Host host) {
        return host.name() + " " + host.address() + " " + host.hostKeyPrint();
    }
}
