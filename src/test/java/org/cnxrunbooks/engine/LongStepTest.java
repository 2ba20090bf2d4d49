package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.HostFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LongStepTest {

    private static final Variable<String> VERDICT = Variable.text("verdict");
    private static final Variable<Long> BYTES = Variable.count("packedBytes");

    @SuppressWarnings("rawtypes")
    private static final Variable<List> ROWS = new Variable<>("rows", List.class);

    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture("one-step.bpmn", "no-retry.bpmn", "caught.bpmn", "fork.bpmn");
    }

    @AfterEach
    void stopNodes() {
        engine.stopNodes();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void a_step_begins_at_its_start_and_not_at_the_next_look_and_its_variables_arrive() throws Exception {
        BlockingQueue<String> begun = new ArrayBlockingQueue<>(10);
        EngineSettings rarePolls = new EngineSettings(
                4, Duration.ofSeconds(60), Duration.ofHours(1), Duration.ZERO, EngineFixture.PATIENCE);
        engine.node(rarePolls, Map.of("a", run -> {}, "b", run -> {}, "c", run -> {}, "d", run -> {}, "work", run -> {
            begun.add(run.runId());
            run.write(VERDICT, "fine");
            run.write(BYTES, 5_000_000_000L);
            run.write(ROWS, List.of(Map.of("host", "dmgr")));
        }));
        for (int round = 0; round < 5; round++) {
            ProcessInstance instance = engine.start("one-step");
            assertThat(begun.poll(EngineFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(engine.runId(instance));
            until("the run ends", () -> engine.ended(instance));
        }
        ProcessInstance fork = engine.start("fork");
        until("four branches meet at the join", () -> engine.waitsAt(fork, "after"));
        assertThat(engine.acts(fork).stream()
                        .filter(act ->
                                act.outcome() == Outcome.DONE && act.step().startsWith("serviceTask")))
                .hasSize(4);
    }

    @Test
    void what_a_step_reads_it_reads_with_its_type() {
        BlockingQueue<Object> seen = new ArrayBlockingQueue<>(10);
        engine.node(FAST, Map.of("work", run -> {
            seen.add(run.read(BYTES));
            seen.add(run.find(VERDICT).isPresent());
            seen.add(run.find(ROWS).orElseThrow());
            seen.add(run.runId());
            seen.add(run.starter());
        }));
        engine.engine.getIdentityService().setAuthenticatedUserId("ops");
        ProcessInstance instance = engine.start(
                "one-step", Map.of("packedBytes", 7, "rows", VariableValues.toEngine("rows", List.of("x"))));
        until("the run ends", () -> engine.ended(instance));
        assertThat(seen).containsExactly(7L, false, List.of("x"), engine.runId(instance), "ops");
    }

    @Test
    void a_failure_is_tried_again_and_then_put_before_a_person_with_all_facts() {
        AtomicInteger tries = new AtomicInteger();
        engine.node(FAST, Map.of("work", run -> {
            tries.incrementAndGet();
            run.recorder().accept(command("node1", "tar --create /shared", 2));
            run.recorder().accept(command("node1", "rm -f /tmp/part", 0));
            run.recorder().accept(command("node2", "df /shared", 1));
            HostFailure below = new HostFailure(
                    HostFailure.Kind.COMMAND_FAILED,
                    "node1",
                    "tar failed: node1",
                    2,
                    "line\n".repeat(60) + "last",
                    null);
            throw new StepFailure("sharedData", "pack failed: node1 (observed exit 2, expected 0) HINT: look", below);
        }));
        ProcessInstance instance = engine.start("caught");
        until("a person is asked", () -> engine.waitsAt(instance, "decide"));
        assertThat(tries).hasValue(3);
        assertThat(engine.acts(instance, "serviceTask_work"))
                .filteredOn(act -> act.command() == null)
                .extracting(Draft::attempt, Draft::outcome, Draft::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Outcome.FAILED, "001-7"),
                        org.assertj.core.groups.Tuple.tuple(2, Outcome.FAILED, "001-7"),
                        org.assertj.core.groups.Tuple.tuple(3, Outcome.FAILED, "001-7"));
        assertThat(engine.variable(instance, "failedStep")).isEqualTo("serviceTask_work");
        assertThat(engine.variable(instance, "failedStepName")).isEqualTo("Work hard");
        assertThat(engine.variable(instance, "failedItem")).isEqualTo("sharedData");
        assertThat(engine.variable(instance, "failedHost")).isEqualTo("node1");
        assertThat(engine.variable(instance, "failedExitCode")).isEqualTo(2);
        assertThat((String) engine.variable(instance, "failedMessage")).startsWith("pack failed: node1");
        assertThat((String) engine.variable(instance, "failedOutput"))
                .endsWith("last")
                .hasLineCount(50);
        assertThat(engine.variable(instance, "failedCommand")).isEqualTo("tar --create /shared");
    }

    private static CommandRecord command(String host, String line, int exitCode) {
        return new CommandRecord(host, line, Instant.EPOCH, Instant.EPOCH, exitCode, "", "");
    }

    @Test
    void a_failure_nobody_catches_becomes_an_incident_with_its_message() {
        engine.node(FAST, Map.of("work", run -> {
            throw new StepFailure("disk full: vault (observed 0, expected 5 GB) HINT: make room");
        }));
        ProcessInstance instance = engine.start("no-retry");
        until("an incident stands", () -> incident(instance) != null);
        assertThat(incident(instance).getIncidentMessage())
                .isEqualTo("disk full: vault (observed 0, expected 5 GB) HINT: make room");
        assertThat(engine.ended(instance)).isFalse();
    }

    @Test
    void a_refusal_takes_its_drawn_path_at_once_and_an_undrawn_one_is_an_incident() {
        AtomicInteger tries = new AtomicInteger();
        engine.node(FAST, Map.of("work", run -> {
            tries.incrementAndGet();
            run.write(VERDICT, "too late");
            throw run.refuse("notNow", "three reasons");
        }));
        ProcessInstance drawn = engine.start("caught");
        until("the run ends", () -> engine.ended(drawn));
        assertThat(tries).hasValue(1);
        assertThat(engine.acts(drawn, "serviceTask_work"))
                .extracting(Draft::outcome)
                .containsExactly(Outcome.REFUSED);
        assertThat(engine.engine
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .activityId("refusedEnd")
                        .count())
                .isOne();

        ProcessInstance undrawn = engine.start("one-step");
        until("an incident stands", () -> incident(undrawn) != null);
        assertThat(incident(undrawn).getIncidentMessage()).isEqualTo("three reasons");
    }

    @Test
    void a_step_left_out_by_a_person_is_not_run_and_items_know_it() {
        AtomicInteger tries = new AtomicInteger();
        BlockingQueue<Boolean> items = new ArrayBlockingQueue<>(4);
        engine.node(FAST, Map.of("work", run -> {
            tries.incrementAndGet();
            items.add(run.isSkipped("sharedData"));
            items.add(run.isSkipped("localData"));
        }));
        ProcessInstance whole = engine.start(
                "one-step",
                Map.of("skippedSteps", VariableValues.toEngine("skippedSteps", List.of("serviceTask_work"))));
        until("the run ends", () -> engine.ended(whole));
        assertThat(tries).hasValue(0);
        assertThat(engine.acts(whole, "serviceTask_work"))
                .extracting(Draft::outcome)
                .containsExactly(Outcome.SKIPPED);

        ProcessInstance item = engine.start(
                "one-step",
                Map.of(
                        "skippedSteps",
                        VariableValues.toEngine("skippedSteps", List.of("serviceTask_work/sharedData"))));
        until("the run ends", () -> engine.ended(item));
        assertThat(items).containsExactly(true, false);
    }

    @Test
    void every_step_and_command_stands_in_one_chain() {
        CountDownLatch once = new CountDownLatch(1);
        engine.node(FAST, Map.of("work", run -> {
            java.time.Instant now = java.time.Instant.now();
            run.recorder()
                    .accept(new org.cnxrunbooks.host.CommandRecord(
                            "db", "pg_dump x", now, now, 1, "ab".repeat(32), "first\nno such database"));
            run.digest("manifest", "cd".repeat(32));
            run.conclude(Outcome.ALREADY, "stopped before");
            once.countDown();
        }));
        ProcessInstance instance = engine.start("one-step");
        until("the run ends", () -> engine.ended(instance));
        assertThat(Chain.verify(engine.evidence().entries(engine.runId(instance))))
                .isEmpty();
        List<Draft> acts = engine.acts(instance);
        assertThat(acts)
                .extracting(Draft::step)
                .containsExactly("one-step", "serviceTask_work", "serviceTask_work", "end");
        assertThat(acts.get(1).command()).isEqualTo("pg_dump x");
        assertThat(acts.get(1).exitCode()).isEqualTo(1);
        assertThat(acts.get(1).message()).isEqualTo("no such database");
        assertThat(acts.get(1).digests()).containsKeys("output", "tail");
        assertThat(acts.get(2).outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(acts.get(2).digests()).containsOnlyKeys("manifest");
        assertThat(acts.get(3).message()).startsWith("run ended");
    }

    private Incident incident(ProcessInstance instance) {
        return engine.engine
                .getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }
}
