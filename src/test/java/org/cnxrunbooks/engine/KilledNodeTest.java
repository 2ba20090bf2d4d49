package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cnxrunbooks.engine.EngineFixture.FAST;
import static org.cnxrunbooks.engine.EngineFixture.until;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledNodeTest {

    @TempDir
    Path directory;

    @Test
    void a_run_whose_jvm_was_killed_in_mid_step_goes_on_by_itself_after_the_restart() throws Exception {
        Path begun = directory.resolve("begun");
        String url = "jdbc:h2:file:" + directory.resolve("runbooks") + ";WRITE_DELAY=0";
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingNode.class.getName(),
                        url,
                        begun.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "node.out"))
                .start();
        try {
            until(
                    "the step has begun",
                    () -> begun.toFile().length() > 0 || !node.isAlive(),
                    () -> "pid " + node.pid());
            assertThat(node.isAlive()).as("%s", directory.resolve("node.out")).isTrue();
        } finally {
            node.destroyForcibly().waitFor();
        }
        String run = Files.readString(begun);
        try (EngineFixture engine = new EngineFixture(url, Clock.systemUTC(), "one-step.bpmn")) {
            engine.node(FAST, Map.of("work", step -> {}));
            until(
                    "the run ends",
                    () -> engine.engine
                                    .getRuntimeService()
                                    .createProcessInstanceQuery()
                                    .processInstanceBusinessKey(run)
                                    .count()
                            == 0);
            assertThat(Chain.verify(engine.evidence().entries(run))).isEmpty();
            assertThat(engine.evidence().entries(run))
                    .extracting(Entry::draft)
                    .extracting(draft -> draft.step() + " " + draft.outcome())
                    .containsExactly("one-step DONE", "serviceTask_work DONE", "end DONE");
        }
    }
}
