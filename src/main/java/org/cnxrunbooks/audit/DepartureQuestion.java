package org.cnxrunbooks.audit;

import static org.cnxrunbooks.audit.Sheet.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.cnxrunbooks.audit.Sheet.Kind;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.RunQuery;
import org.cnxrunbooks.evidence.RunSummary;
import org.jspecify.annotations.Nullable;

/**
 * What departed from the vendor's document, and who accepted it: the departures that lay before the approver of a plan
 * (variable {@value #DEPARTURES}). Of runs whose history in the engine is gone they are not known any more.
 */
final class DepartureQuestion implements Question {

    private static final String DEPARTURES = "planDepartures";
    private static final int RUNS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ledger ledger;
    private final Evidence evidence;
    private final HistoryService history;

    DepartureQuestion(Ledger ledger, Evidence evidence, ProcessEngine engine) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.history = engine.getHistoryService();
    }

    @Override
    public Sheet answer(Scope scope) {
        List<RunSummary> runs = ledger.runs(new RunQuery(
                        scope.processes(),
                        scope.cell(),
                        "",
                        "",
                        "",
                        scope.from(),
                        scope.until(),
                        "",
                        "",
                        RunQuery.Sort.STARTED,
                        true,
                        0,
                        RUNS))
                .runs();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        runs.forEach(run -> departures(run.runId()).forEach(departure -> rows.add(row(run, departure))));
        return new Sheet(
                List.of(
                        column("run", "Run", Kind.RUN),
                        column("cell", "Cell", Kind.TEXT),
                        column("document", "The vendor's document", Kind.TEXT),
                        column("here", "Here", Kind.TEXT),
                        column("why", "Why", Kind.TEXT),
                        column("acceptedBy", "Accepted by", Kind.PERSON),
                        column("accepted", "Accepted", Kind.TIME),
                        column("plan", "Plan", Kind.BLOB)),
                rows,
                runs.size() < RUNS);
    }

    private List<@Nullable Object> row(RunSummary run, Map<String, String> departure) {
        Optional<Draft> approval = evidence.entries(run.runId()).stream()
                .map(Entry::draft)
                .filter(draft -> draft.digests().containsKey("approved"))
                .reduce((earlier, later) -> later);
        return Arrays.asList(
                run.runId(),
                run.cell(),
                departure.get("document"),
                departure.get("here"),
                departure.get("why"),
                approval.map(Draft::actor).orElse(null),
                approval.map(Draft::ended).orElse(null),
                approval.map(draft -> draft.digests().get("approved")).orElse(null));
    }

    private List<Map<String, String>> departures(String runId) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(runId)
                .rootProcessInstances()
                .list()
                .stream()
                .flatMap(root -> history
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(root.getId())
                        .variableName(DEPARTURES)
                        .disableCustomObjectDeserialization()
                        .list()
                        .stream())
                .flatMap(variable -> read(variable).stream())
                .toList();
    }

    private static List<Map<String, String>> read(HistoricVariableInstance variable) {
        try {
            return variable.getTypedValue() instanceof SerializableValue json && json.getValueSerialized() != null
                    ? JSON.readValue(json.getValueSerialized(), new TypeReference<>() {})
                    : List.of();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("departures are no table: " + variable.getProcessInstanceId(), e);
        }
    }
}
