package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.store.PrivatePostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two nodes on one PostgreSQL, as a cluster has it. */
@EnabledIf("org.cnxrunbooks.evidence.store.PrivatePostgres#installed")
class PostgresEngineTest {

    private static PrivatePostgres postgres;
    private static EngineFixture engine;

    @BeforeAll
    static void open() throws Exception {
        postgres = PrivatePostgres.start();
        engine = new EngineFixture(
                postgres.url(),
                Clock.fixed(Instant.parse("2026-03-14T21:00:00Z"), ZoneOffset.UTC),
                "one-step.bpmn",
                "fork.bpmn");
    }

    @AfterEach
    void stopNodes() {
        engine.stopNodes();
    }

    @AfterAll
    static void close() throws Exception {
        engine.close();
        postgres.close();
    }

    @Test
    void two_nodes_share_the_work_and_each_task_is_done_once() {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        LongStep count = run -> times.computeIfAbsent(run.runId() + run.stepId(), key -> new AtomicInteger())
                .incrementAndGet();
        Map<String, LongStep> steps = Map.of("work", count, "a", count, "b", count, "c", count, "d", count);
        engine.node(FAST, steps);
        engine.node(FAST, steps);
        List<ProcessInstance> forks =
                IntStream.range(0, 6).mapToObj(number -> engine.start("fork")).toList();
        List<ProcessInstance> runs = IntStream.range(0, 10)
                .mapToObj(number -> engine.start("one-step"))
                .toList();
        until("all runs end", () -> runs.stream().allMatch(engine::ended), engine::incidents);
        until(
                "all branches meet",
                () -> forks.stream().allMatch(fork -> engine.waitsAt(fork, "after")),
                engine::incidents);
        assertThat(times).hasSize(34);
        assertThat(times.values()).allSatisfy(number -> assertThat(number).hasValue(1));
        assertThat(forks)
                .extracting(engine::runId)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("fork-lab-20260314-21000[0-9]"));
        assertThat(forks)
                .allSatisfy(fork -> assertThat(Chain.verify(engine.evidence().entries(engine.runId(fork))))
                        .isEmpty());
    }
}
