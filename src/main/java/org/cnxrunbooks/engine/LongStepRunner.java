package org.cnxrunbooks.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Runs one fetched step from its first to its last entry and has the end reported. */
final class LongStepRunner {

    private final Map<String, LongStep> steps;
    private final RepositoryService repository;
    private final StepRecorder recorder;
    private final StepReports reports;
    private final LiveProgress progress;

    /** @param steps by topic */
    LongStepRunner(
            Map<String, LongStep> steps,
            RepositoryService repository,
            StepRecorder recorder,
            StepReports reports,
            LiveProgress progress) {
        this.steps = new TreeMap<>(steps);
        this.repository = repository;
        this.recorder = recorder;
        this.reports = reports;
        this.progress = progress;
    }

    /** Topics of standing steps, or of all others. */
    Set<String> topics(boolean standing) {
        return steps.entrySet().stream()
                .filter(step -> step.getValue() instanceof StandingStep == standing)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return after how long there will be something to fetch again; zero for nothing foreseen */
    Duration run(LockedExternalTask task, Lease lease) {
        LongStep step = steps.get(task.getTopicName());
        if (step == null) {
            throw new IllegalStateException("no step for topic " + task.getTopicName());
        }
        StepFacts facts = facts(task);
        try (LiveProgress.Reporter reporter = progress.reporter(facts.runId(), facts.stepId(), lease::checkpoint)) {
            RecordedRun run = new RecordedRun(
                    facts, name -> task.getVariables().getValueTyped(name), recorder.evidence(), reporter);
            StepEnd end = recorder.run(run, within(lease, step), lease::revocation);
            return reports.report(task, run, end, lease);
        }
    }

    /** The thread can be interrupted only inside. */
    private static Action within(Lease lease, LongStep step) {
        return run -> {
            lease.begin();
            try {
                step.run(run);
            } finally {
                lease.end();
            }
        };
    }

    private StepFacts facts(LockedExternalTask task) {
        String key = task.getBusinessKey();
        ModelElementInstance element = element(task);
        return new StepFacts(
                key == null ? task.getProcessInstanceId() : key,
                task.getActivityId(),
                StepFacts.name(element, task.getActivityId()),
                StepFacts.phase(element),
                task.getExtensionProperties().get(StepFacts.SOURCE),
                reports.attempt(task));
    }

    private @Nullable ModelElementInstance element(LockedExternalTask task) {
        BpmnModelInstance model = repository.getBpmnModelInstance(task.getProcessDefinitionId());
        return model == null ? null : model.getModelElementById(task.getActivityId());
    }
}
