package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;

/** Which way a run went is read from when it was where. */
class PathTakenTest {

    private static final Instant BEGIN = Instant.parse("2026-03-14T21:00:00Z");

    private final BpmnModelInstance model = Bpmn.createExecutableProcess("loop")
            .startEvent("start")
            .serviceTask("work")
            .exclusiveGateway("good")
            .endEvent("done")
            .moveToLastGateway()
            .userTask("decide")
            .connectTo("work")
            .done();
    private final List<RunHistory.Activity> visits = new ArrayList<>();
    private int second;

    @Test
    void a_way_that_was_not_gone_is_not_drawn() {
        go("start", "work", "good", "done");
        assertThat(taken()).containsExactlyInAnyOrder("start work", "work good", "good done");
    }

    @Test
    void a_way_back_is_drawn_once_it_was_gone() {
        go("start", "work", "good", "decide", "work", "good", "done");
        assertThat(taken())
                .containsExactlyInAnyOrder("start work", "work good", "good done", "good decide", "decide work");
    }

    @Test
    void of_two_ways_into_a_step_the_one_counts_that_was_gone_last() {
        go("decide", "start", "work");
        assertThat(taken()).containsExactly("start work");
    }

    private void go(String... steps) {
        for (String step : steps) {
            Instant at = BEGIN.plusSeconds(second++);
            visits.add(new RunHistory.Activity(
                    step + second, "run", "run", step, step, "task", at, at.plusSeconds(1), null, null, false));
        }
    }

    private List<String> taken() {
        return PathTaken.flows(model, visits).stream()
                .map(id -> (SequenceFlow) model.getModelElementById(id))
                .map(flow -> flow.getSource().getId() + " " + flow.getTarget().getId())
                .toList();
    }
}
