package org.cnxrunbooks.ifix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Node;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.webserver.Finding;
import org.cnxrunbooks.webserver.Halves;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.RoutingEdit;

/**
 * Divides the nodes of a cell so that every cluster that users reach has members in both halves: two nodes are the two
 * halves; of more, the most even division that covers every cluster is taken.
 */
final class HalfSplit {

    /** Above it not all divisions can be tried. */
    private static final int MOST_NODES = 12;

    private final Cell cell;
    private final Reasons reasons;

    HalfSplit(Cell cell, Reasons reasons) {
        this.cell = cell;
        this.reasons = reasons;
    }

    /** Node names by half; empty when no division serves, and then the reasons say why not. */
    Map<String, List<String>> of(List<SurveyedServer> servers) {
        List<String> nodes = cell.nodes().stream().map(Node::name).toList();
        if (nodes.size() < 2 || nodes.size() > MOST_NODES) {
            reasons.add(
                    "Cell cannot be halved: %s (observed %d nodes, expected 2 to %d)"
                            .formatted(cell.name(), nodes.size(), MOST_NODES),
                    "while the only node is updated nobody serves users: use the variant with downtime");
            return Map.of();
        }
        List<List<String>> divisions = divisions(nodes);
        Optional<List<String>> covered = divisions.stream()
                .filter(first -> findings(servers, first).isEmpty())
                .findFirst();
        if (covered.isEmpty()) {
            findings(servers, divisions.get(0))
                    .forEach(finding -> reasons.add(
                            "Routing cannot be switched: %s:%d: %s"
                                    .formatted(finding.file(), finding.line(), finding.problem()),
                            finding.hint().replaceFirst("\\.$", "")));
            return Map.of();
        }
        List<String> first = covered.get();
        return Map.of(
                Half.FIRST.text(),
                first,
                Half.SECOND.text(),
                nodes.stream().filter(node -> !first.contains(node)).toList());
    }

    /** First halves that hold the first node, the most even ones first. */
    private static List<List<String>> divisions(List<String> nodes) {
        return IntStream.range(0, 1 << (nodes.size() - 1))
                .mapToObj(bits -> IntStream.range(0, nodes.size())
                        .filter(i -> i == 0 || (bits >> (i - 1) & 1) == 1)
                        .mapToObj(nodes::get)
                        .toList())
                .filter(first -> first.size() < nodes.size())
                .sorted(Comparator.comparingInt(first -> Math.abs(nodes.size() - 2 * first.size())))
                .toList();
    }

    private List<Finding> findings(List<SurveyedServer> servers, List<String> first) {
        List<Finding> findings = new ArrayList<>();
        for (SurveyedServer server : servers) {
            for (PluginConfig config : server.plugins().values()) {
                Optional<Halves> halves = new PluginMembers(cell).halves(List.of(config), first);
                if (halves.isEmpty()) {
                    findings.add(new Finding(
                            config.path(),
                            1,
                            "no division into %s and the rest has members on both sides".formatted(first),
                            "Compare the names and clone ids of its servers with the nodes of the cell in the configuration.",
                            true));
                    continue;
                }
                findings.addAll(RoutingEdit.findings(config, halves.get(), RoutingEdit.Proof.BY_CLONE_ID));
                findings.addAll(RoutingEdit.findings(config, halves.get().turned(), RoutingEdit.Proof.BY_CLONE_ID));
            }
        }
        return findings.stream().distinct().toList();
    }
}
