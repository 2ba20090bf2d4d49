package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabLoad;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProductProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product is killed once in every step of a fix, with users on the cell. */
class IfixKillLabIT {

    private static final Duration BOUND = Duration.ofMinutes(5);

    /** Steps of the ways back, which this run does not take. */
    private static final Set<String> NOT_ON_THE_WAY = Set.of(
            "judgeRollBack", "startStoppedMembers", "startStoppedAgents", "rollBackFix", "recordFailureDecision");

    @TempDir
    Path data;

    @Test
    void a_fix_goes_on_by_itself_wherever_its_jvm_is_killed_and_is_installed_once() throws Exception {
        try (Lab lab = Lab.start(LabOptions.test().withoutDatabase().medium())) {
            LabProductProcess product = LabProductProcess.start(lab, data);
            Set<String> steps = steps(product.client());
            assertThat(steps).hasSizeGreaterThan(12).contains("installFix", "watchService", "reportInterimFix");
            LabLoad load = new IfixRuns(lab, product.client()).load(1, 1);
            String run = new IfixRuns(lab, product.client()).start(Map.of());
            boolean approved = false;
            while (!steps.isEmpty()) {
                String killed = product.killAt(steps, BOUND);
                steps.remove(killed);
                product = LabProductProcess.start(lab, data);
                if (!approved) {
                    new IfixRuns(lab, product.client()).approve(run);
                    approved = true;
                }
            }
            IfixRuns runs = new IfixRuns(lab, product.client());
            assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
            assertThat(load.stop().failures()).isEmpty();
            assertThat(runs.effects("updateSilentStarted:install LO66666")).isEqualTo(1);
            assertThat(runs.effects("fixInstalled:LO66666")).isEqualTo(1);
            assertThat(runs.version("LabNode1")).isEqualTo("1-LO66666");
            assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
            product.close();
        }
    }

    /** Topics of the deployed models. */
    private static Set<String> steps(LabClient client) {
        return Stream.of("ifix", "renew-half", "switch-traffic")
                .map(key -> client.get("admin", "/process-definition/key/" + key + "/xml")
                        .get("bpmn20Xml")
                        .asText())
                .flatMap(xml ->
                        Pattern.compile("camunda:topic=\"(\\w+)\"").matcher(xml).results())
                .map((MatchResult topic) -> topic.group(1))
                .filter(topic -> !NOT_ON_THE_WAY.contains(topic))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
