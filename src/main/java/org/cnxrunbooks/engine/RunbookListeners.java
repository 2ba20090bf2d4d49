package org.cnxrunbooks.engine;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Hangs what every runbook needs on every model, so that no model can forget it. Built-in listeners: whoever deletes or
 * modifies a run may ask to skip the custom ones.
 */
final class RunbookListeners extends AbstractBpmnParseListener {

    private final RunListener runs;
    private final Decisions decisions;
    private final WorkSignals signals;

    RunbookListeners(RunListener runs, Decisions decisions, WorkSignals signals) {
        this.runs = runs;
        this.decisions = decisions;
        this.signals = signals;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        process.addBuiltInListener(ExecutionListener.EVENTNAME_START, runs);
        process.addBuiltInListener(ExecutionListener.EVENTNAME_END, runs);
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        UserTaskActivityBehavior task = (UserTaskActivityBehavior) activity.getActivityBehavior();
        task.getTaskDefinition().addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, new TaskOpening());
        task.getTaskDefinition().addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, decisions);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
            checkRetries(activity);
            activity.addBuiltInListener(
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> AtCommit.after(signals::wake));
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
        }
    }

    private static void checkRetries(ActivityImpl activity) {
        Map<String, String> properties = activity.getProperties().get(BpmnProperties.EXTENSION_PROPERTIES);
        String retries = properties == null ? null : properties.get(StepReports.RETRIES);
        if (retries != null && !retries.matches("[0-9]{1,3}")) {
            throw new ProcessEngineException("model refused: " + activity.getId() + ", property " + StepReports.RETRIES
                    + " (observed '" + retries + "', expected a number from 0 to 999)");
        }
    }

    private void ended(DelegateExecution execution) {
        if (execution.isCanceled()) {
            String work = execution.getActivityInstanceId();
            AtCommit.after(() -> signals.cancelled(work));
        }
    }
}
