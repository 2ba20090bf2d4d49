package org.cnxrunbooks.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** What the engine must know of runbooks; an error that no boundary catches is a failure, never a silent end. */
final class RunbookPlugin extends AbstractProcessEnginePlugin {

    private final BpmnParseListener listeners;

    RunbookPlugin(BpmnParseListener listeners) {
        this.listeners = listeners;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        List<BpmnParseListener> all = engine.getCustomPostBPMNParseListeners();
        if (all == null) {
            all = new ArrayList<>();
            engine.setCustomPostBPMNParseListeners(all);
        }
        all.add(listeners);
    }
}
