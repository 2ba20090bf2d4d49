package org.cnxrunbooks.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.host.HostFailure;
import org.jspecify.annotations.Nullable;

/**
 * What a person must see of a failure. Taken from the exception and its causes: the item from a {@link StepFailure},
 * host, exit code and output from it or from the host's failure below.
 *
 * @param message what failed, for people
 * @param exitCode null where no command was involved
 * @param output the last 50 lines at most
 */
record FailureReport(
        String message, @Nullable String item, @Nullable String host, @Nullable Integer exitCode, String output) {

    static final String CODE = "stepFailed";

    private static final int LINES = 50;
    private static final int DEPTH = 10;

    static FailureReport of(Throwable failure) {
        String item = null;
        String host = null;
        Integer exitCode = null;
        String output = "";
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof StepFailure step) {
                item = item == null ? step.item() : item;
                host = host == null ? step.host() : host;
                exitCode = exitCode == null ? code(step.exitCode()) : exitCode;
                output = output.isEmpty() ? step.tail() : output;
            } else if (cause instanceof HostFailure reported) {
                host = host == null ? reported.host() : host;
                exitCode = exitCode == null ? code(reported.exitCode()) : exitCode;
                output = output.isEmpty() ? reported.tail() : output;
            }
        }
        return new FailureReport(message(failure), item, host, exitCode, lastLines(output));
    }

    /** The message of the failure itself; its kind as well where it was not written for people. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return isWritten(failure) || message.contains(": ")
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }

    /** Whether its message was written for people; of others the log needs the trace. */
    static boolean isWritten(Throwable failure) {
        return failure instanceof StepFailure || failure instanceof HostFailure || failure instanceof Refusal;
    }

    /** The variables that the failure form shows; text is cut to what the engine can keep. */
    Map<String, @Nullable Object> variables(StepFacts step, CommandMemory commands, Instant at) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put(RunVariables.FAILED_STEP, step.stepId());
        variables.put(RunVariables.FAILED_STEP_NAME, step.name());
        variables.put(RunVariables.FAILED_PHASE, step.phase());
        variables.put(RunVariables.FAILED_ITEM, item == null ? "" : item);
        variables.put(RunVariables.FAILED_HOST, host == null ? "" : host);
        variables.put(RunVariables.FAILED_EXIT_CODE, exitCode);
        variables.put(RunVariables.FAILED_MESSAGE, VariableValues.begin(message, VariableValues.TEXT_LIMIT));
        variables.put(RunVariables.FAILED_OUTPUT, VariableValues.end(output, VariableValues.TEXT_LIMIT));
        variables.put(RunVariables.FAILED_COMMAND, VariableValues.begin(commands.on(host), VariableValues.TEXT_LIMIT));
        variables.put(RunVariables.FAILED_AT, at.truncatedTo(ChronoUnit.SECONDS).toString());
        return variables;
    }

    private static @Nullable Integer code(int exitCode) {
        return exitCode == -1 ? null : exitCode;
    }

    private static String lastLines(String output) {
        List<String> lines = new ArrayList<>(output.lines().toList());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
