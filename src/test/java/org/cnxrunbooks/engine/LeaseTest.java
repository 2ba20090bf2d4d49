package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cnxrunbooks.engine.EngineFixture.BEATING;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
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
    void long_work_is_kept_alive_by_renewing_its_lease_and_done_once() {
        EngineSettings renewed = new EngineSettings(
                4, Duration.ofSeconds(9), Duration.ofMillis(200), Duration.ofMillis(20), EngineFixture.PATIENCE);
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean renewedInTime = new AtomicBoolean();
        LongStep slow = run -> {
            begun.incrementAndGet();
            Date first = lockOf(run).getLockExpirationTime();
            until(
                    "the lock ends later",
                    () -> lockOf(run).getLockExpirationTime().after(first));
            run.progress().checkpoint();
            renewedInTime.set(true);
        };
        engine.node(renewed, Map.of("work", slow));
        engine.node(renewed, Map.of("work", slow));
        ProcessInstance instance = engine.start("one-step");
        until("the run ends", () -> engine.ended(instance));
        assertThat(begun).hasValue(1);
        assertThat(renewedInTime).isTrue();
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
        long asked = System.nanoTime();
        tasks().fetchAndLock(1, "dead-node").topic("work", 1_000).execute();
        AtomicInteger begun = new AtomicInteger();
        engine.node(FAST, Map.of("work", run -> begun.incrementAndGet()));
        until("the run ends", () -> engine.ended(instance));
        assertThat(begun).hasValue(1);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("not before the lease has run out")
                .isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void whoever_lost_the_lease_stops_and_claims_nothing() throws Exception {
        // else it might take the task again before the thief does
        EngineSettings notLooking = new EngineSettings(
                4, Duration.ofSeconds(3), Duration.ofHours(1), Duration.ZERO, EngineFixture.PATIENCE);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean revoked = new AtomicBoolean();
        engine.node(notLooking, Map.of("work", run -> {
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
        awaitOpen(working);
        String id = task(instance).getId();
        tasks().unlock(id);
        tasks().lock(id, "thief", 60_000);
        awaitOpen(stopped);
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
                4, Duration.ofHours(1), Duration.ofSeconds(60), Duration.ZERO, EngineFixture.PATIENCE);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        engine.node(slowHeart, Map.of("work", run -> {
            working.countDown();
            try {
                TimeUnit.MINUTES.sleep(30);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }));
        ProcessInstance instance = engine.start("scope");
        awaitOpen(working);
        engine.engine
                .getRuntimeService()
                .createMessageCorrelation("stop")
                .processInstanceId(instance.getId())
                .correlate();
        awaitOpen(interrupted);
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
        engine.node(BEATING, Map.of());
        engine.node(BEATING, Map.of("work", run -> {
            working.countDown();
            try {
                untilRevoked(run);
            } finally {
                stopped.countDown();
            }
        }));
        ProcessInstance instance = engine.start("one-step");
        awaitOpen(working);
        engine.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "wrong cell");
        awaitOpen(stopped);
    }

    @Test
    void a_suspended_run_stops_its_work_and_goes_on_when_activated() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        engine.node(BEATING, Map.of("work", run -> {
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
        awaitOpen(stopped);
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
                4, Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ZERO, EngineFixture.PATIENCE);
        CountDownLatch working = new CountDownLatch(1);
        LongStepWorker leaving = engine.node(longLease, Map.of("work", run -> {
            working.countDown();
            TimeUnit.MINUTES.sleep(30);
        }));
        ProcessInstance instance = engine.start("one-step");
        awaitOpen(working);
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
                1, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ZERO, EngineFixture.PATIENCE);
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

    private static void awaitOpen(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(EngineFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static ExternalTask lockOf(StepRun run) {
        return task(engine.engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(run.runId())
                .singleResult());
    }

    private static void untilRevoked(StepRun run) {
        long end = System.nanoTime() + EngineFixture.PATIENCE.toNanos();
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
