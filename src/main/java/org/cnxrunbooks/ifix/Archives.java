package org.cnxrunbooks.ifix;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.host.CellSessions;

/** The archives of applications: the master copies at the deployment manager, and those of the nodes. */
record Archives(Cell cell, CellSessions sessions) {

    List<IfixPlan.Archive> masters(Collection<String> applications) {
        List<String> names = List.copyOf(applications);
        Map<String, String> digests = FileDigests.of(
                sessions.deploymentManager(), names.stream().map(this::master).toList());
        return names.stream()
                .map(name -> new IfixPlan.Archive(name, master(name), digests.getOrDefault(master(name), "")))
                .toList();
    }

    List<IfixPlan.Archive> copies(Node node, Collection<String> applications) {
        List<String> names = List.copyOf(applications);
        Map<String, String> digests = FileDigests.of(
                sessions.apply(node.host()),
                names.stream().map(name -> path(node.profile(), name)).toList());
        return names.stream()
                .map(name -> new IfixPlan.Archive(
                        name, path(node.profile(), name), digests.getOrDefault(path(node.profile(), name), "")))
                .toList();
    }

    private String master(String application) {
        return path(cell.deploymentManager().profile(), application);
    }

    private String path(String profile, String application) {
        String ear = application + ".ear";
        return cell.os()
                .join(profile, "config", "cells", cell.deploymentManager().cellName(), "applications", ear, ear);
    }
}
