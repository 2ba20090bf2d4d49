package org.cnxrunbooks.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cnxrunbooks.cell.ReleaseLevel;

/**
 * What a backup will touch and how, as the approver sees it. Kept in the evidence under its digest; every later step
 * reads it from there.
 *
 * @param runId business key
 * @param cell name of the cell
 * @param webSphereCell the cell's own name
 * @param created UTC
 * @param release level that everything is taken from
 * @param machines how each host is reached, {@code user@address:port, key}, by name
 * @param applications as the deployment manager lists them
 * @param items file stores in the order in which they are packed
 * @param databases in the order in which they are dumped
 * @param stopped processes that are stopped, in order, as {@code host: node/server}
 * @param notes what the approver should know
 */
record BackupPlan(
        String runId,
        String cell,
        String webSphereCell,
        String changeReference,
        String reason,
        String starter,
        Instant created,
        ReleaseLevel release,
        boolean includeInstallationManager,
        boolean contentManagerInstalled,
        Map<String, String> machines,
        List<String> applications,
        List<PlannedItem> items,
        List<PlannedDatabase> databases,
        List<String> stopped,
        List<String> notes) {

    BackupPlan {
        machines = Map.copyOf(machines);
        applications = List.copyOf(applications);
        items = List.copyOf(items);
        databases = List.copyOf(databases);
        stopped = List.copyOf(stopped);
        notes = List.copyOf(notes);
    }

    long expectedBytes() {
        return items.stream()
                        .mapToLong(planned -> planned.item().expectedBytes())
                        .sum()
                + databases.stream().mapToLong(PlannedDatabase::expectedBytes).sum();
    }

    /** Names of the hosts that anything is taken from. */
    SortedSet<String> hosts() {
        SortedSet<String> hosts = new TreeSet<>();
        items.forEach(planned -> hosts.add(planned.item().host()));
        databases.forEach(planned -> hosts.add(planned.host()));
        return hosts;
    }

    /** Items of a phase, those of the file registry only when filenetAdmin is local. */
    List<PlannedItem> items(Phase phase, boolean adminIsLocal) {
        return items.stream()
                .filter(planned -> planned.phase() == phase && (adminIsLocal || !planned.onlyForLocalAdmin()))
                .toList();
    }
}
