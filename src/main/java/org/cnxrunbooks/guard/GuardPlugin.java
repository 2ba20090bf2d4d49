package org.cnxrunbooks.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Builds the guard into the engine and refuses to run an engine that checks no authorizations. */
final class GuardPlugin extends AbstractProcessEnginePlugin {

    private final List<CommandRule> rules;
    private final BadInput badInput;
    private final Optional<RefusalRecord> record;

    /** @param record absent in an engine without evidence */
    GuardPlugin(List<CommandRule> rules, BadInput badInput, Optional<RefusalRecord> record) {
        this.rules = List.copyOf(rules);
        this.badInput = badInput;
        this.record = record;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> before = new ArrayList<>();
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            before.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        before.add(new GuardInterceptor(engine, rules, badInput, record));
        engine.setCustomPreCommandInterceptorsTxRequired(before);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setResourceAuthorizationProvider(new OwnersRead());
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (!engine.isAuthorizationEnabled()) {
            throw new ProcessEngineException("engine refused: authorizations are not checked (observed"
                    + " camunda.bpm.authorization.enabled=false, expected true). HINT: set it to true.");
        }
    }
}
