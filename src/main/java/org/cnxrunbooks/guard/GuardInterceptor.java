package org.cnxrunbooks.guard;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the rules before every command of a logged-in person, whichever way it came: Tasklist, Cockpit, REST or Java.
 * Commands without a person (job executor, this application) and commands inside another command pass.
 */
final class GuardInterceptor extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(GuardInterceptor.class);

    private final ProcessEngineConfigurationImpl engine;
    private final List<CommandRule> rules;
    private final BadInput badInput;
    private final Optional<RefusalRecord> record;

    GuardInterceptor(
            ProcessEngineConfigurationImpl engine,
            List<CommandRule> rules,
            BadInput badInput,
            Optional<RefusalRecord> record) {
        this.engine = engine;
        this.rules = rules;
        this.badInput = badInput;
        this.record = record;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication who = engine.getIdentityService().getCurrentAuthentication();
        if (who != null && Context.getCommandContext() == null) {
            EngineFacts facts = new EngineFacts(next);
            judge(command, who, facts);
        }
        return next.execute(command);
    }

    private void judge(Command<?> command, Authentication who, EngineFacts facts) {
        try {
            rules.forEach(rule -> rule.judge(command, who, facts));
        } catch (RuntimeException refusal) {
            LOG.warn(
                    "refused {} of {}: {}",
                    command.getClass().getSimpleName(),
                    who.getUserId(),
                    String.valueOf(refusal.getMessage()).replaceAll("\\p{Cntrl}", " "));
            if (refusal instanceof AuthorizationException || refusal instanceof InputRefused) {
                record.ifPresent(
                        kept -> kept.keep(command, who.getUserId(), String.valueOf(refusal.getMessage()), facts));
            }
            throw refusal instanceof InputRefused input ? badInput.refused(input.told()) : refusal;
        }
    }
}
