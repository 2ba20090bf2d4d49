package org.cnxrunbooks.wsadmin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a {@link CellReport} of the lines of {@code report_cell.py}. */
final class CellReading {

    private CellReading() {}

    static CellReport of(WsadminAnswer answer) {
        Map<String, String> variables = answer.all("variable")
                .map(WsadminAnswer.Line::values)
                .collect(Collectors.toMap(values -> values.get(0), values -> values.get(1), (first, second) -> first));
        List<CellReport.Application> applications = answer.all("application")
                .map(WsadminAnswer.Line::values)
                .map(values -> new CellReport.Application(values.get(0), Boolean.parseBoolean(values.get(1))))
                .sorted(Comparator.comparing(CellReport.Application::name))
                .toList();
        List<CellReport.ServerEntry> servers = answer.all("server")
                .map(WsadminAnswer.Line::values)
                .map(values -> new CellReport.ServerEntry(
                        values.get(0), values.get(1), values.get(2), Boolean.parseBoolean(values.get(3))))
                .toList();
        Map<String, List<String>> members = answer.all("member")
                .map(WsadminAnswer.Line::values)
                .collect(Collectors.groupingBy(
                        values -> values.get(0),
                        Collectors.mapping(values -> values.get(1) + "/" + values.get(2), Collectors.toList())));
        List<CellReport.ClusterEntry> clusters = answer.all("cluster")
                .map(WsadminAnswer.Line::values)
                .map(values -> new CellReport.ClusterEntry(
                        values.get(0),
                        members.getOrDefault(values.get(0), List.of()).stream()
                                .sorted()
                                .toList(),
                        values.get(1)))
                .sorted(Comparator.comparing(CellReport.ClusterEntry::name))
                .toList();
        String cell =
                answer.all("cell").map(line -> line.values().get(0)).findFirst().orElse("");
        return new CellReport(cell, variables, applications, servers, clusters);
    }
}
