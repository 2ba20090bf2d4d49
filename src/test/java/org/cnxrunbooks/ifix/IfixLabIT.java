package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cnxrunbooks.lab.LabLoad;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on the real application, two real web servers, four clusters on two nodes, with users on them. */
class IfixLabIT {

    static LabProduct lab;
    static IfixRuns runs;

    @BeforeAll
    static void start() {
        lab = new LabProduct(LabOptions.test().withoutDatabase().medium());
        runs = new IfixRuns(lab.lab(), lab.client());
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @BeforeEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_fix_is_installed_on_both_halves_and_no_user_notices(boolean affinityToBackups) throws Exception {
        lab.lab().fault("plugin-affinity-all", affinityToBackups);
        Map<String, String> before = runs.fingerprint();
        LabLoad load = runs.load(2, 1);
        String run = runs.start(Map.of());
        runs.approve(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
        LabLoad.Report seen = load.stop();
        System.out.println("affinity to backups " + affinityToBackups + ": " + seen);
        assertThat(seen.failures()).isEmpty();
        assertThat(runs.client().variable(run, "failedRequests").asLong()).isZero();
        assertThat(runs.version("LabNode1")).isEqualTo("1-LO66666");
        assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
        Map<String, String> after = runs.fingerprint();
        before.keySet().removeIf(key -> key.contains("Files.ear") || key.startsWith("version"));
        assertThat(after).containsAllEntriesOf(before);
    }
}
