package org.cnxrunbooks.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.cnxrunbooks.host.Progress;

/** Runs short steps inside the engine's transaction; a failure is the job's to retry. */
final class ShortSteps implements Steps {

    private final StepRecorder recorder;

    ShortSteps(StepRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public JavaDelegate of(Action action) {
        return execution -> execute(execution, action);
    }

    private void execute(DelegateExecution execution, Action action) throws Exception {
        RecordedRun run = new RecordedRun(
                facts(execution),
                name -> execution.<TypedValue>getVariableTyped(name, false),
                recorder.evidence(),
                Progress.NONE);
        StepEnd end = recorder.run(run, action, Optional::empty);
        if (end instanceof StepEnd.Failed failed) {
            throw asException(failed.cause());
        }
        run.written().forEach(execution::setVariable);
        if (end instanceof StepEnd.Refused refused) {
            throw new BpmnError(refused.refusal().code(), refused.refusal().getMessage());
        }
    }

    private static Exception asException(Throwable cause) {
        return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }

    private static StepFacts facts(DelegateExecution execution) {
        FlowElement element = execution.getBpmnModelElementInstance();
        return new StepFacts(
                RunKeys.of(execution),
                execution.getCurrentActivityId(),
                StepFacts.name(element, execution.getCurrentActivityId()),
                StepFacts.phase(element),
                StepFacts.property(element, StepFacts.SOURCE),
                1);
    }
}
