package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.WorkRevoked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may work a step, and what happens when that right ends. On a file, which an interrupted reader could close. */
class LeaseTest {

    @TempDir
    static Path directory;

    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture(
                "jdbc:h2:file:" + directory.resolve("lease"), Clock.systemUTC(), "one-step.bpmn", "scope.bpmn");
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
    void work_longer_than_its_lease_is_kept_alive_and_done_once() {
        AtomicInteger begun = new AtomicInteger();
        LongStep slow = run -> {
            begun.incrementAndGet();
            for (int tenth = 0; tenth < 30; tenth++) {
                TimeUnit.MILLISECONDS.sleep(100);
                run.progress().checkpoint();
            }
        };
        engine.node(FAST, Map.of("work", slow));
        engine.node(FAST, Map.of("work", slow));
        ProcessInstance instance = engine.start("one-step");
        until("the run ends", () -> engine.ended(instance));
        assertThat(begun).hasValue(1);
        assertThat(engine.acts(instance, "serviceTask_work"))
                .extracting(Draft::outcome)
                .containsExactly(Outcome.DONE);
    }

    @Test
    void two_nodes_never_work_the_same_task() {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        LongStep count = run -> {
            times.computeIfAbsent(run.runId(), run2 -> new AtomicInteger()).incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(5);
        };
        engine.node(FAST, Map.of("work", count));
        engine.node(FAST, Map.of("work", count));
        engine.node(FAST, Map.of("work", count));
        List<ProcessInstance> instances = java.util.stream.IntStream.range(0, 25)
                .mapToObj(number -> engine.start("one-step"))
                .toList();
        until("all runs end", () -> instances.stream().allMatch(engine::ended));
        assertThat(times).hasSize(25);
        assertThat(times.values()).allSatisfy(number -> assertThat(number).hasValue(1));
    }

    @Test
    void what_a_dead_node_left_is_taken_over_when_its_lease_has_run_out() {
        ProcessInstance instance = engine.start("one-step");
        tasks().fetchAndLock(1, "dead-node").topic("work", 1_000).execute();
        long locked = System.nanoTime();
        AtomicInteger begun = new AtomicInteger();
        engine.node(FAST, Map.of("work", run -> begun.incrementAndGet()));
        until("the run ends", () -> engine.ended(instance));
        assertThat(begun).hasValue(1);
        assertThat(Duration.ofNanos(System.nanoTime() - locked))
                .isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
    }

    @Test
    void whoever_lost_the_lease_stops_and_claims_nothing() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean revoked = new AtomicBoolean();
        engine.node(FAST, Map.of("work", run -> {
            working.countDown();
            try {
                untilRevoked(run);
            } catch (WorkRevoked e) {
                revoked.set(true);
                throw e;
            } finally {
                stopped.countDown();
            }
        }));
        ProcessInstance instance = engine.start("one-step");
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        String id = task(instance).getId();
        tasks().unlock(id);
        tasks().lock(id, "thief", 60_000);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(revoked).isTrue();
        until(
                "the loss is in evidence",
                () -> engine.acts(instance, "serviceTask_work").size() == 1);
        assertThat(engine.acts(instance, "serviceTask_work").get(0).message()).startsWith("stopped: the lease");
        assertThat(task(instance).getWorkerId()).isEqualTo("thief");
        assertThat(task(instance).getRetries()).isNull();
        tasks().complete(id, "thief");
        assertThat(engine.ended(instance)).isTrue();
    }

    @Test
    void work_whose_scope_is_cancelled_is_interrupted_at_once() throws Exception {
        EngineSettings slowHeart = new EngineSettings(
                4, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(5));
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        engine.node(slowHeart, Map.of("work", run -> {
            working.countDown();
            try {
                TimeUnit.SECONDS.sleep(30);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }));
        ProcessInstance instance = engine.start("scope");
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        engine.engine
                .getRuntimeService()
                .createMessageCorrelation("stop")
                .processInstanceId(instance.getId())
                .correlate();
        assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
        until(
                "the end is in evidence",
                () -> engine.acts(instance, "serviceTask_work").size() == 1);
        assertThat(engine.acts(instance, "serviceTask_work").get(0).message()).startsWith("stopped: the run has left");
        assertThat(engine.waitsAt(instance, "stopped")).isTrue();
    }

    @Test
    void a_run_cancelled_on_another_node_is_noticed_by_the_heartbeat() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        engine.node(FAST, Map.of());
        engine.node(FAST, Map.of("work", run -> {
            working.countDown();
            try {
                untilRevoked(run);
            } finally {
                stopped.countDown();
            }
        }));
        ProcessInstance instance = engine.start("one-step");
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        engine.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "wrong cell");
        assertThat(stopped.await(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_suspended_run_stops_its_work_and_goes_on_when_activated() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        engine.node(FAST, Map.of("work", run -> {
            if (begun.incrementAndGet() == 1) {
                try {
                    untilRevoked(run);
                } finally {
                    stopped.countDown();
                }
            }
        }));
        ProcessInstance instance = engine.start("one-step");
        until("work begins", () -> begun.get() == 1);
        engine.engine.getRuntimeService().suspendProcessInstanceById(instance.getId());
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        until(
                "the stop is in evidence",
                () -> engine.acts(instance, "serviceTask_work").size() == 1);
        assertThat(engine.acts(instance, "serviceTask_work").get(0).message())
                .startsWith("stopped: the run was suspended");
        engine.engine.getRuntimeService().activateProcessInstanceById(instance.getId());
        until("the run ends", () -> engine.ended(instance));
        assertThat(begun).hasValue(2);
    }

    @Test
    void a_shutdown_gives_running_work_back_so_that_another_node_has_it_at_once() throws Exception {
        EngineSettings longLease = new EngineSettings(
                4, Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(5));
        CountDownLatch working = new CountDownLatch(1);
        LongStepWorker leaving = engine.node(longLease, Map.of("work", run -> {
            working.countDown();
            TimeUnit.SECONDS.sleep(30);
        }));
        ProcessInstance instance = engine.start("one-step");
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        leaving.stop();
        assertThat(leaving.atWork()).isEmpty();
        engine.node(longLease, Map.of("work", run -> {}));
        until("the run ends", () -> engine.ended(instance));
        assertThat(engine.acts(instance, "serviceTask_work"))
                .extracting(Draft::outcome, Draft::attempt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Outcome.FAILED, 1),
                        org.assertj.core.groups.Tuple.tuple(Outcome.DONE, 1));
        assertThat(engine.acts(instance, "serviceTask_work").get(0).message()).contains("shutting down");
    }

    @Test
    void more_work_than_slots_waits_and_is_taken_as_soon_as_one_is_free() {
        EngineSettings one = new EngineSettings(
                1, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(5));
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        engine.node(one, Map.of("work", run -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(50);
            now.decrementAndGet();
        }));
        List<ProcessInstance> instances = java.util.stream.IntStream.range(0, 5)
                .mapToObj(number -> engine.start("one-step"))
                .toList();
        until("all runs end", () -> instances.stream().allMatch(engine::ended));
        assertThat(most).hasValue(1);
    }

    @Test
    void the_clock_alone_ends_a_lease_that_was_not_renewed() {
        long[] now = {0};
        Lease lease = new Lease(Duration.ofNanos(100), 0, () -> now[0]);
        now[0] = 100;
        lease.checkpoint();
        lease.renewed(50);
        now[0] = 150;
        lease.checkpoint();
        now[0] = 151;
        org.assertj.core.api.Assertions.assertThatThrownBy(lease::checkpoint).isInstanceOf(WorkRevoked.class);
        assertThat(lease.loss()).isEqualTo(Lease.Loss.EXPIRED);
    }

    private static void untilRevoked(StepRun run) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            run.progress().checkpoint();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    private static ExternalTaskService tasks() {
        return engine.engine.getExternalTaskService();
    }

    private static ExternalTask task(ProcessInstance instance) {
        return tasks().createExternalTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }
}
