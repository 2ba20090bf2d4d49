package org.cnxrunbooks.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the long steps of this node: fetches when told of new work and every few seconds, renews the leases of what it
 * has from a thread of its own, and takes its hands off what was lost. At least once: after a crash another node takes
 * over when the lease runs out.
 */
final class LongStepWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LongStepWorker.class);
    private static final int BEATS_PER_LEASE = 3;
    /** Standing steps wait more than they work; of this many at once a node is tired all the same. */
    private static final int STANDING_SLOTS = 32;

    private final ExternalTaskService tasks;
    private final LongStepRunner runner;
    private final WorkSignals signals;
    private final EngineSettings settings;
    private final String workerId;
    private final Map<String, Work> running = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final ExecutorService dispatcher = Executors.newSingleThreadExecutor(Daemons.named("long-step-fetch"));
    private final ScheduledExecutorService heart = Daemons.clockwork("long-step-lease");
    private volatile boolean open = true;

    private record Work(LockedExternalTask task, Lease lease, boolean standing) {}

    LongStepWorker(
            ExternalTaskService tasks,
            LongStepRunner runner,
            WorkSignals signals,
            EngineSettings settings,
            String workerId) {
        this.tasks = tasks;
        this.runner = runner;
        this.signals = signals;
        this.settings = settings;
        this.workerId = workerId;
        this.threads = Executors.newFixedThreadPool(settings.slots() + STANDING_SLOTS, Daemons.named("long-step"));
        signals.onCancelled(this::cancelled);
    }

    void start() {
        long beat = Math.max(1, settings.lease().toMillis() / BEATS_PER_LEASE);
        heart.scheduleWithFixedDelay(this::renewAll, beat, beat, TimeUnit.MILLISECONDS);
        dispatcher.execute(this::dispatch);
        LOG.info("working long steps as {}: {} at a time, lease {}", workerId, settings.slots(), settings.lease());
    }

    /** Fetches no more, takes running work away from its threads and gives it back, so that it can go on elsewhere at once. */
    void stop() {
        open = false;
        signals.wake();
        running.values().forEach(work -> work.lease().revoke(Lease.Loss.SHUTDOWN));
        dispatcher.shutdown();
        try {
            boolean quiet = dispatcher.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
            running.values().forEach(work -> work.lease().revoke(Lease.Loss.SHUTDOWN));
            threads.shutdown();
            quiet &= threads.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
            if (!quiet) {
                LOG.warn("steps did not stop in {}: {}; their leases run out", settings.grace(), atWork());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heart.shutdownNow();
        }
    }

    /** Topics of what runs on this node. */
    List<String> atWork() {
        return running.values().stream().map(work -> work.task().getTopicName()).toList();
    }

    private void dispatch() {
        while (open) {
            try {
                fetch();
            } catch (RuntimeException e) {
                LOG.warn("long steps not fetched, next try in {}", settings.poll(), e);
            }
            try {
                signals.await(settings.poll());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void fetch() {
        fetch(false, settings.slots());
        fetch(true, STANDING_SLOTS);
    }

    private void fetch(boolean standing, int slots) {
        Set<String> topics = runner.topics(standing);
        int free = slots
                - (int) running.values().stream()
                        .filter(work -> work.standing() == standing)
                        .count();
        if (free <= 0 || topics.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        ExternalTaskQueryBuilder query = tasks.fetchAndLock(free, workerId, true);
        for (String topic : topics) {
            query = query.topic(topic, settings.lease().toMillis()).includeExtensionProperties();
        }
        for (LockedExternalTask task : query.execute()) {
            Lease lease = new Lease(settings.lease(), asked, System::nanoTime);
            running.put(task.getId(), new Work(task, lease, standing));
            threads.execute(() -> work(task, lease));
        }
    }

    private void work(LockedExternalTask task, Lease lease) {
        try {
            Duration again = runner.run(task, lease);
            if (!again.isZero()) {
                heart.schedule(signals::wake, again.toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "step {} of {} not reported; it runs again when its lease has run out",
                    task.getActivityId(),
                    task.getBusinessKey(),
                    e);
        } finally {
            running.remove(task.getId());
            signals.wake();
        }
    }

    private void renewAll() {
        for (Work work : running.values()) {
            long asked = System.nanoTime();
            try {
                tasks.extendLock(work.task().getId(), workerId, settings.lease().toMillis());
                work.lease().renewed(asked);
            } catch (SuspendedEntityInteractionException e) {
                work.lease().revoke(Lease.Loss.SUSPENDED);
            } catch (BadUserRequestException e) {
                lost(work);
            } catch (OptimisticLockingException e) {
                LOG.debug("{} is being reported at this moment", work.task().getActivityId());
            } catch (RuntimeException e) {
                LOG.warn("lease of {} not renewed", work.task().getActivityId(), e);
                if (work.lease().expired()) {
                    lost(work);
                }
            }
        }
    }

    private void lost(Work work) {
        if (running.containsKey(work.task().getId())) {
            work.lease().revoke(Lease.Loss.EXPIRED);
        }
    }

    private void cancelled(String activityInstanceId) {
        for (Work work : running.values()) {
            if (activityInstanceId.equals(work.task().getActivityInstanceId())) {
                work.lease().revoke(Lease.Loss.CANCELLED);
            }
        }
    }
}
