package org.cnxrunbooks.engine;

import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;

/** Defers to the end of the engine's transaction at hand. */
final class AtCommit {

    private AtCommit() {}

    /** As the last act before the commit: not done when the transaction rolls back, and when it fails nothing is committed. */
    static void before(Runnable act) {
        add(TransactionState.COMMITTING, act);
    }

    /** After the commit; a roll-back forgets it. */
    static void after(Runnable act) {
        add(TransactionState.COMMITTED, act);
    }

    private static void add(TransactionState state, Runnable act) {
        Context.getCommandContext().getTransactionContext().addTransactionListener(state, context -> act.run());
    }
}
