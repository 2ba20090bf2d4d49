package org.cnxrunbooks.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * Makes the starter of the run the owner of each of its tasks, so that the starter finds what the run waits for, and
 * takes away what was answered earlier: a question that is asked again is not answered beforehand.
 */
final class TaskOpening implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        DelegateExecution run = task.getExecution().getProcessInstance();
        while (run.getSuperExecution() != null) {
            run = run.getSuperExecution().getProcessInstance();
        }
        if (run.getVariable(RunVariables.STARTER.name()) instanceof String starter
                && !starter.equals(StepRecorder.SYSTEM)) {
            task.setOwner(starter);
        }
        TaskForm.fields(task).forEach(field -> task.removeVariable(field.key()));
    }
}
