package org.cnxrunbooks.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.engine.ProgressBoard;
import org.cnxrunbooks.engine.ProgressLine;

/** How far the long steps are that several runs stand at: one look at the engine and one at the board, however many runs there are. */
final class WorkUnderWay {

    private final ProcessEngine engine;
    private final ProgressBoard board;

    WorkUnderWay(ProcessEngine engine, ProgressBoard board) {
        this.engine = engine;
        this.board = board;
    }

    /** By business key; without runs that stand at no long step, and without those of which no amount is expected. */
    Map<String, Amount> of(Collection<String> runIds) {
        if (runIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> open = new HashMap<>();
        engine.getExternalTaskService().createExternalTaskQuery().withRetriesLeft().list().stream()
                .filter(task -> runIds.contains(task.getBusinessKey()))
                .forEach(task -> open.computeIfAbsent(task.getBusinessKey(), run -> new HashSet<>())
                        .add(task.getActivityId()));
        Map<String, List<ProgressLine>> lines = board.of(open.keySet()).stream()
                .filter(line -> open.getOrDefault(line.runId(), Set.of()).contains(line.step()))
                .collect(Collectors.groupingBy(ProgressLine::runId));
        Map<String, Amount> amounts = new HashMap<>();
        lines.forEach((run, mine) -> amounts.put(run, Amount.sum(mine)));
        amounts.values().removeIf(amount -> amount.bytesExpected() <= 0);
        return amounts;
    }
}
