package org.cnxrunbooks.guard;

import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;

/** One thing people may not do. Judged before the engine carries a command out; refuses by throwing. */
interface CommandRule {

    /**
     * Judges a command that a logged-in person gave from outside.
     *
     * @param facts reads the engine without that person's authorizations, in a transaction of its own
     */
    void judge(Command<?> command, Authentication who, EngineFacts facts);
}
