package org.cnxrunbooks.audit;

import static org.cnxrunbooks.audit.Sheet.column;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.cnxrunbooks.audit.Sheet.Kind;
import org.cnxrunbooks.evidence.Act;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Who went on past a gate: decisions after a failure or a refusal, what was left out for them, and what operators and
 * administrators did to a run through the engine.
 */
final class OverrideQuestion implements Question {

    private static final String DECISION = "userTask_decide";
    /** What people do to tasks is in the evidence already. */
    private static final Set<String> ENTITIES =
            Set.of("ProcessInstance", "ExternalTask", "Job", "JobDefinition", "Variable", "Incident", "Execution");

    private final Ledger ledger;
    private final HistoryService history;

    OverrideQuestion(Ledger ledger, ProcessEngine engine) {
        this.ledger = ledger;
        this.history = engine.getHistoryService();
    }

    @Override
    public Sheet answer(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        ledger.acts(scope.acts(DECISION, Outcome.DECIDED)).forEach(act -> rows.add(decided(act)));
        ledger.acts(scope.acts("", Outcome.SKIPPED)).forEach(act -> rows.add(skipped(act)));
        rows.addAll(operations(scope));
        rows.sort(Comparator.comparing((List<@Nullable Object> row) -> (Instant) row.get(0))
                .reversed());
        return new Sheet(
                List.of(
                        column("at", "When", Kind.TIME),
                        column("kind", "Kind", Kind.VERDICT),
                        column("who", "Who", Kind.PERSON),
                        column("what", "What", Kind.TEXT),
                        column("reason", "Reason", Kind.TEXT),
                        column("step", "Step", Kind.TEXT),
                        column("run", "Run", Kind.RUN),
                        column("cell", "Cell", Kind.TEXT)),
                rows,
                rows.size() < MOST);
    }

    private static List<@Nullable Object> decided(Act act) {
        Draft draft = act.draft();
        Answered answered = Answered.of(draft.message());
        return Arrays.asList(
                draft.ended(),
                "decided",
                draft.actor(),
                answered.ending("decision"),
                answered.comment(),
                draft.step(),
                draft.runId(),
                act.cell());
    }

    private static List<@Nullable Object> skipped(Act act) {
        Draft draft = act.draft();
        return Arrays.asList(
                draft.ended(),
                "skipped",
                draft.actor(),
                "left out",
                draft.message(),
                draft.step(),
                draft.runId(),
                act.cell());
    }

    private List<List<@Nullable Object>> operations(Scope scope) {
        List<UserOperationLogEntry> entries = history
                .createUserOperationLogQuery()
                .afterTimestamp(Date.from(scope.from()))
                .beforeTimestamp(Date.from(scope.until()))
                .orderByTimestamp()
                .desc()
                .listPage(0, MOST)
                .stream()
                .filter(entry -> ENTITIES.contains(entry.getEntityType())
                        && !entry.getOperationType().equals(UserOperationLogEntry.OPERATION_TYPE_CREATE)
                        && entry.getProcessInstanceId() != null
                        && scope.processes().contains(root(entry)))
                .toList();
        Map<String, String> runs = runs(entries);
        return entries.stream()
                .map(entry -> Arrays.<@Nullable Object>asList(
                        entry.getTimestamp().toInstant(),
                        "operation",
                        entry.getUserId(),
                        entry.getOperationType() + " " + entry.getEntityType()
                                + (entry.getProperty() == null
                                        ? ""
                                        : ": " + entry.getProperty() + " " + entry.getOrgValue() + " → "
                                                + entry.getNewValue()),
                        entry.getAnnotation(),
                        null,
                        runs.get(entry.getProcessInstanceId()),
                        null))
                .filter(row -> row.get(6) != null)
                .filter(row -> scope.cell().isEmpty() || ((String) row.get(6)).contains("-" + scope.cell() + "-"))
                .toList();
    }

    private static String root(UserOperationLogEntry entry) {
        return String.valueOf(entry.getProcessDefinitionKey());
    }

    private Map<String, String> runs(List<UserOperationLogEntry> entries) {
        Set<String> ids = entries.stream()
                .map(UserOperationLogEntry::getProcessInstanceId)
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : history.createHistoricProcessInstanceQuery().processInstanceIds(ids).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(
                                HistoricProcessInstance::getId, HistoricProcessInstance::getBusinessKey));
    }
}
