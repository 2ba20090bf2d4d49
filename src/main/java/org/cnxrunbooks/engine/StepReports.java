package org.cnxrunbooks.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine how a long step ended. A failure is retried as often as the model's {@code runbook.retries} says,
 * then thrown as BPMN error {@code stepFailed}; where no scope catches it, it becomes an incident with the same text.
 */
final class StepReports {

    private static final Logger LOG = LoggerFactory.getLogger(StepReports.class);
    static final String RETRIES = "runbook.retries";
    private static final int DEFAULT_RETRIES = 3;
    private static final int MAX_DOUBLINGS = 6;

    private final ExternalTaskService tasks;
    private final ErrorCatches catches;
    private final EngineSettings settings;
    private final Clock clock;
    private final String workerId;
    private final Insistence insistence;

    StepReports(
            ExternalTaskService tasks, ErrorCatches catches, EngineSettings settings, Clock clock, String workerId) {
        this.tasks = tasks;
        this.catches = catches;
        this.settings = settings;
        this.clock = clock;
        this.workerId = workerId;
        this.insistence = new Insistence(settings.lease());
    }

    /** 1 for the first try; the engine knows no retries before the first failure. */
    int attempt(LockedExternalTask task) {
        Integer left = task.getRetries();
        return left == null ? 1 : Math.max(1, retries(task) - left + 2);
    }

    private static int retries(LockedExternalTask task) {
        String configured = task.getExtensionProperties().get(RETRIES);
        return configured == null ? DEFAULT_RETRIES : Integer.parseInt(configured);
    }

    /** @return after how long the step is due again; zero when it is over */
    Duration report(LockedExternalTask task, RecordedRun run, StepEnd end, Lease lease) {
        try {
            if (end instanceof StepEnd.Revoked) {
                giveBack(task, lease);
            } else if (end instanceof StepEnd.Failed failed) {
                return failed(task, run, failed.cause());
            } else if (end instanceof StepEnd.Refused refused) {
                refused(task, run, refused.refusal());
            } else {
                done(task, run);
            }
        } catch (BadUserRequestException e) {
            LOG.info(
                    "step {} of {} is not ours any more, result dropped: {}",
                    run.stepId(),
                    run.runId(),
                    e.getMessage());
        }
        return Duration.ZERO;
    }

    private void done(LockedExternalTask task, RecordedRun run) {
        try {
            insistence.on(() -> tasks.complete(task.getId(), workerId, new HashMap<>(run.written())));
        } catch (BadUserRequestException | OptimisticLockingException e) {
            throw e;
        } catch (ProcessEngineException e) {
            incident(task, "run does not go on after " + run.stepId() + ": " + e.getMessage(), e);
        }
    }

    private void refused(LockedExternalTask task, RecordedRun run, Refusal refusal) {
        throwError(task, refusal.code(), String.valueOf(refusal.getMessage()), new HashMap<>(run.written()), refusal);
    }

    private Duration failed(LockedExternalTask task, RecordedRun run, Throwable cause) {
        FailureReport report = FailureReport.of(cause);
        int configured = retries(task);
        int left = task.getRetries() == null ? configured : task.getRetries() - 1;
        LOG.warn(
                "step {} of {} failed, {} retries left: {}",
                run.stepId(),
                run.runId(),
                Math.max(0, left),
                report.message(),
                FailureReport.isWritten(cause) ? null : cause);
        if (left > 0) {
            int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, configured - left));
            Duration delay = settings.retryDelay().multipliedBy(1L << doublings);
            insistence.on(() -> tasks.handleFailure(
                    task.getId(), workerId, report.message(), details(cause), left, delay.toMillis()));
            return delay.plusMillis(1);
        }
        Map<String, Object> variables = new HashMap<>(report.variables(run.facts(), run.commands(), clock.instant()));
        throwError(task, FailureReport.CODE, report.message(), variables, cause);
        return Duration.ZERO;
    }

    private void throwError(
            LockedExternalTask task, String code, String message, Map<String, Object> variables, Throwable cause) {
        if (!catches.mayCatch(task, code)) {
            incident(task, message, cause);
            return;
        }
        String shown = VariableValues.begin(message, VariableValues.TEXT_LIMIT);
        try {
            insistence.on(() -> tasks.handleBpmnError(task.getId(), workerId, code, shown, variables));
        } catch (BadUserRequestException e) {
            throw e;
        } catch (ProcessEngineException e) {
            LOG.info("no scope took error {} of {}: {}", code, task.getActivityId(), e.getMessage());
            incident(task, message, cause);
        }
    }

    private void incident(LockedExternalTask task, String message, Throwable cause) {
        insistence.on(() -> tasks.handleFailure(task.getId(), workerId, message, details(cause), 0, 0));
    }

    /** Lets the lock end now; the engine checks that it is still ours (unlocking would not). */
    private void giveBack(LockedExternalTask task, Lease lease) {
        LOG.info(
                "step {} of {} stopped: {}",
                task.getActivityId(),
                task.getBusinessKey(),
                lease.revocation().orElse(""));
        if (lease.loss() == Lease.Loss.SHUTDOWN) {
            tasks.extendLock(task.getId(), workerId, 1);
        }
    }

    private static String details(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
