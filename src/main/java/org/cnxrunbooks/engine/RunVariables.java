package org.cnxrunbooks.engine;

import java.util.List;

/** The variables that the engine's room itself reads and writes. */
@SuppressWarnings("rawtypes")
final class RunVariables {

    static final Variable<String> CELL_NAME = Variable.text("cellName");
    static final Variable<String> STARTER = Variable.text("starter");
    static final Variable<String> PLAN_DIGEST = Variable.text("planDigest");
    static final Variable<List> SKIPPED_STEPS = new Variable<>("skippedSteps", List.class);

    static final String FAILED_STEP = "failedStep";
    static final String FAILED_STEP_NAME = "failedStepName";
    static final String FAILED_PHASE = "failedPhase";
    static final String FAILED_ITEM = "failedItem";
    static final String FAILED_HOST = "failedHost";
    static final String FAILED_EXIT_CODE = "failedExitCode";
    static final String FAILED_MESSAGE = "failedMessage";
    static final String FAILED_OUTPUT = "failedOutput";
    static final String FAILED_COMMAND = "failedCommand";
    static final String FAILED_AT = "failedAt";

    private RunVariables() {}
}
