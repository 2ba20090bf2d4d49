package org.cnxrunbooks.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.CommandRecord;

/**
 * Puts every command of a step into evidence. A command that came to its end is DONE whatever its exit code, which
 * stands beside it; one that was cut off is FAILED. The last lines of a command that did not answer 0 are kept as the
 * blob {@code tail}.
 */
final class CommandEntries implements Consumer<CommandRecord> {

    private static final int LINE = 300;

    private final StepFacts facts;
    private final Evidence evidence;

    CommandEntries(StepFacts facts, Evidence evidence) {
        this.facts = facts;
        this.evidence = evidence;
    }

    @Override
    public void accept(CommandRecord command) {
        Map<String, String> digests = new TreeMap<>();
        if (!command.outputSha256().isEmpty()) {
            digests.put("output", command.outputSha256());
        }
        if (command.exitCode() != 0 && !command.tail().isEmpty()) {
            digests.put("tail", evidence.keep(command.tail().getBytes(StandardCharsets.UTF_8)));
        }
        evidence.append(new Draft(
                facts.runId(),
                facts.stepId(),
                facts.source(),
                command.host(),
                command.started(),
                command.ended(),
                facts.attempt(),
                command.exitCode() == -1 ? Outcome.FAILED : Outcome.DONE,
                StepRecorder.SYSTEM,
                command.command(),
                command.exitCode(),
                digests,
                command.exitCode() == 0 ? "" : lastLine(command.tail())));
    }

    private static String lastLine(String tail) {
        String text = tail.strip();
        return VariableValues.begin(text.substring(text.lastIndexOf('\n') + 1), LINE);
    }
}
