package org.cnxrunbooks.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Repeats a short engine call that failed for reasons that pass: a branch that met us at a join, a database away for a moment. */
final class Insistence {

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    private final Duration patience;

    Insistence(Duration patience) {
        this.patience = patience;
    }

    void on(Runnable call) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST;
        while (true) {
            try {
                call.run();
                return;
            } catch (OptimisticLockingException
                    | ProcessEnginePersistenceException
                    | TransactionException
                    | TransientDataAccessException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(LONGEST, pause * 2);
            }
        }
    }
}
