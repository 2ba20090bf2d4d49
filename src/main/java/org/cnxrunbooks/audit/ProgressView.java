package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.ProgressLine;

/**
 * How far a run is, as JSON: where it stands, the sum of what is under way, the sum of everything, then each step with its
 * items.
 *
 * @param now when this was read
 * @param running whether it is worth asking again
 */
record ProgressView(
        String runId,
        Instant now,
        boolean running,
        List<Here> standing,
        Amount underWay,
        Amount total,
        List<Step> steps) {

    /**
     * Long work of one element of the model.
     *
     * @param open whether the run stands there
     */
    record Step(String step, boolean open, Amount total, List<Item> items) {}

    /**
     * One item on one host.
     *
     * @param finished whether nothing is left of it
     */
    record Item(String host, String item, Amount amount, boolean finished, Instant started, Instant updated) {}

    static ProgressView of(String runId, Instant now, Situation situation, List<ProgressLine> lines) {
        Set<String> open = situation.standing().stream().map(Here::step).collect(Collectors.toSet());
        Map<String, List<ProgressLine>> bySteps = new LinkedHashMap<>();
        lines.forEach(line ->
                bySteps.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line));
        List<Step> steps = bySteps.entrySet().stream()
                .map(step -> new Step(
                        step.getKey(),
                        open.contains(step.getKey()),
                        Amount.sum(step.getValue()),
                        step.getValue().stream().map(ProgressView::item).toList()))
                .toList();
        Amount underWay = Amount.sum(
                lines.stream().filter(line -> open.contains(line.step())).toList());
        return new ProgressView(
                runId, now, situation.running(), situation.standing(), underWay, Amount.sum(lines), steps);
    }

    private static Item item(ProgressLine line) {
        return new Item(line.host(), line.item(), Amount.of(line), line.finished(), line.started(), line.updated());
    }
}
