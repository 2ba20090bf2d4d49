package org.cnxrunbooks.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;

/**
 * Puts what a person was refused into the evidence of the run that it was meant for. A start that was refused has no run:
 * those of one month (UTC) are a chain of their own, {@code refused-starts-<yyyyMM>}.
 */
final class RefusalRecord {

    private static final DateTimeFormatter STARTS =
            DateTimeFormatter.ofPattern("'refused-starts-'yyyyMM").withZone(ZoneOffset.UTC);

    private final Evidence evidence;
    private final Clock clock;

    RefusalRecord(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /** Does nothing where the command is no start and names no run that is under way. */
    void keep(Command<?> command, String user, String message, EngineFacts facts) {
        Instant now = clock.instant();
        for (RefusedRun run : facts.read(context -> runs(context, command, now))) {
            evidence.append(new Draft(
                    run.runId(),
                    run.step(),
                    null,
                    null,
                    now,
                    now,
                    1,
                    Outcome.REFUSED,
                    user,
                    null,
                    null,
                    Map.of(),
                    message));
        }
    }

    private static Collection<RefusedRun> runs(CommandContext context, Command<?> command, Instant now) {
        return Start.of(command)
                .<Collection<RefusedRun>>map(start -> List.of(new RefusedRun(
                        STARTS.format(now), start.definition(context).getKey())))
                .orElseGet(() -> RefusedRun.of(context, command));
    }
}
