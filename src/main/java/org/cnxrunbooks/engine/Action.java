package org.cnxrunbooks.engine;

/** What a step does: reads variables, calls one verb of a worker, writes variables. */
@FunctionalInterface
public interface Action {

    void run(StepRun run) throws Exception;
}
