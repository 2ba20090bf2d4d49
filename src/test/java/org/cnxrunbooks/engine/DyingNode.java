package org.cnxrunbooks.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own that starts a run and is killed in the middle of its step. */
final class DyingNode {

    private DyingNode() {}

    /** @param arguments database address, file to create when the step has begun */
    public static void main(String[] arguments) throws Exception {
        EngineFixture engine = new EngineFixture(arguments[0], Clock.systemUTC(), "one-step.bpmn");
        EngineSettings settings = new EngineSettings(
                1, Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ZERO, EngineFixture.PATIENCE);
        engine.node(settings, Map.of("work", run -> {
            run.evidence().keep(new byte[] {1});
            Files.writeString(Path.of(arguments[1]), run.runId());
            TimeUnit.MINUTES.sleep(5);
        }));
        engine.start("one-step");
        TimeUnit.MINUTES.sleep(5);
    }
}
