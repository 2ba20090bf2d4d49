package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProductProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupKillLabIT {

    @Test
    void a_run_whose_jvm_was_killed_while_packing_finishes_by_itself_and_repeats_no_effect(@TempDir Path data)
            throws Exception {
        try (Lab lab = Lab.start(LabOptions.test())) {
            String run;
            Path set;
            lab.fault("slow-tar", true);
            try (LabProductProcess product = LabProductProcess.start(lab, data)) {
                LabClient client = product.client();
                run = BackupLabIT.start(client, "lab");
                BackupLabIT.approve(client, run);
                BackupLabIT.inspect(client, run);
                set = data.resolve("vault/lab").resolve(client.businessKey(run));
                client.awaitFile(set, ".partial");
                product.kill();
            }
            lab.fault("slow-tar", false);
            assertThat(set.resolve("manifest.json")).doesNotExist();
            assertThat(BackupLabIT.readable(set)).allMatch(file -> empty(set.resolve(file)));
            assertThat(data.resolve("run-keys")).isNotEmptyDirectory();
            try (LabProductProcess product = LabProductProcess.start(lab, data)) {
                LabClient client = product.client();
                client.complete("ops", run, "userTask_confirmServiceRestored", Map.of("serviceRestored", true));
                assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
            }
            assertThat(set.resolve("manifest.json")).isRegularFile();
            assertThat(data.resolve("run-keys")).isEmptyDirectory();
            assertThat(effects(lab, "db2Backup")).doesNotHaveDuplicates().hasSizeGreaterThan(10);
            assertThat(effects(lab, "serverStopped")).doesNotHaveDuplicates().hasSize(7);
        }
    }

    /** One that was opened and not written to yet. */
    private static boolean empty(Path file) {
        return file.toFile().length() == 0;
    }

    /** Targets of one kind of effect, as the stand-ins noted them. */
    private static List<String> effects(Lab lab, String kind) throws IOException {
        List<String> targets = new ArrayList<>();
        for (String line : Files.readAllLines(lab.ledger())) {
            JsonNode effect = new ObjectMapper().readTree(line);
            if (effect.get("effect").asText().equals(kind)) {
                targets.add(effect.get("target").asText());
            }
        }
        return targets;
    }
}
