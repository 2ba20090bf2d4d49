package org.cnxrunbooks.engine;

import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Makes the beans of short steps: seconds long, idempotent. */
public interface Steps {

    /**
     * A delegate that runs the action with a {@link StepRun}, puts its evidence down whatever happens, and turns a
     * {@link Refusal} into a BPMN error.
     */
    JavaDelegate of(Action action);
}
