package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShortStepTest {

    private static final Variable<Boolean> HEALTHY = Variable.flag("healthy");

    @SuppressWarnings("rawtypes")
    private static final Variable<Map> TABLE = new Variable<>("table", Map.class);

    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture("short.bpmn");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void it_writes_its_variables_and_one_entry() {
        ProcessInstance instance = run(run -> {
            run.write(HEALTHY, true);
            run.write(TABLE, Map.of("dmgr", List.of("up")));
            assertThat(run.read(HEALTHY)).isTrue();
            run.conclude(Outcome.DONE, "all up");
        });
        execute(instance);
        assertThat(engine.waitsAt(instance, "after")).isTrue();
        assertThat(engine.variable(instance, "healthy")).isEqualTo(true);
        assertThat(engine.variable(instance, "table")).hasToString("{\"dmgr\":[\"up\"]}");
        assertThat(engine.acts(instance, "serviceTask_check"))
                .extracting(Draft::outcome, Draft::message, Draft::source, Draft::actor)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Outcome.DONE, "all up", "003-1", "system"));
    }

    @Test
    void a_failure_is_the_jobs_and_its_entry_outlives_the_roll_back() {
        ProcessInstance instance = run(run -> {
            run.write(HEALTHY, false);
            throw new StepFailure("probe failed: dmgr (observed silence, expected an answer)");
        });
        assertThatThrownBy(() -> execute(instance)).hasMessageContaining("probe failed: dmgr");
        assertThat(engine.variable(instance, "healthy")).isNull();
        assertThat(engine.acts(instance, "serviceTask_check"))
                .extracting(Draft::outcome)
                .containsExactly(Outcome.FAILED);
        assertThat(job(instance).getExceptionMessage())
                .isEqualTo("probe failed: dmgr (observed silence, expected an answer)");
    }

    @Test
    void a_refusal_takes_its_drawn_path() {
        ProcessInstance instance = run(run -> {
            throw run.refuse("notNow", "a freeze is on");
        });
        execute(instance);
        assertThat(engine.waitsAt(instance, "no")).isTrue();
        assertThat(engine.acts(instance, "serviceTask_check"))
                .extracting(Draft::outcome, Draft::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Outcome.REFUSED, "a freeze is on"));
    }

    @Test
    void text_that_the_engine_cannot_keep_is_refused_with_a_hint() {
        ProcessInstance instance = run(run -> run.write(Variable.text("log"), "x".repeat(4001)));
        assertThatThrownBy(() -> execute(instance))
                .hasMessageContaining("variable not writable: log (observed 4001 characters, expected at most 4000)");
    }

    private static ProcessInstance run(Action action) {
        engine.delegates.put("check", new ShortSteps(engine.recorder).of(action));
        return engine.start("short");
    }

    private static void execute(ProcessInstance instance) {
        engine.engine.getManagementService().executeJob(job(instance).getId());
    }

    private static Job job(ProcessInstance instance) {
        return engine.engine
                .getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }
}
