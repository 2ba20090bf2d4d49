package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole backup as three people see it: an operator and an approver at Tasklist, and whoever looks into the vault. */
@ExtendWith(LabExtension.class)
class TasklistBackupLabIT {

    @TempDir
    static Path data;

    static ConfigurableApplicationContext application;
    static String base;

    private final Lab lab;

    TasklistBackupLabIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void start(Lab lab) {
        assumeThat(LabBrowser.installed()).isTrue();
        application = LabApplication.application(lab)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:file:" + data.resolve("runbooks") + ";DB_CLOSE_ON_EXIT=FALSE",
                        "--runbooks.engine.retry-delay=200ms",
                        "--runbooks.vault=" + data.resolve("vault"),
                        "--runbooks.encryption.run-keys=" + data.resolve("run-keys"),
                        "--runbooks.evidence.signing-key=" + data.resolve("evidence-key.pem"));
        LabAccounts.create(application.getBean(IdentityService.class));
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void end() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void an_operator_backs_up_the_cell_in_Tasklist() throws IOException {
        try (LabTasklist operator = LabTasklist.as("ops", base)) {
            request(operator, "CHG0031337");
            approve();
            inspect(operator);
            confirm(operator);
        }
        HistoricProcessInstance run = ended("CHG0031337");
        Path set = data.resolve("vault").resolve(LabSettings.CELL).resolve(run.getBusinessKey());
        assertThat(set.resolve("manifest.json")).isRegularFile();
        assertThat(archives(set)).isNotEmpty();
        assertThat(differences(set, lab.sharedData())).isEmpty();
    }

    @Test
    void an_operator_sees_why_a_step_failed_and_tries_again() {
        lab.fault("database-tool-fails", true);
        try (LabTasklist operator = LabTasklist.as("ops2", base)) {
            request(operator, "CHG0031338");
            approve();
            inspect(operator);
            operator.take("Decide on failure");
            operator.screenshot("5-decide-on-failure");
            assertThat(operator.browser().text()).contains("Dump databases", "db", "SQL2025N");
            lab.fault("database-tool-fails", false);
            operator.choose("Retry");
            operator.type("Reason", "The disk is there again");
            operator.complete("Decide on failure");
            confirm(operator);
        }
        ended("CHG0031338");
    }

    private static void request(LabTasklist operator, String change) {
        operator.openStart("backup");
        operator.select("Cell", LabSettings.CELL + ":");
        operator.type("Change reference", change);
        operator.type("Reason", "Before the update to CR6");
        operator.screenshot("1-request-backup");
        operator.start();
    }

    private static void approve() {
        try (LabTasklist approver = LabTasklist.as("approver", base)) {
            approver.take("Approve backup plan");
            approver.screenshot("2-approve-backup-plan");
            approver.choose("Approve");
            approver.type("Comment", "Downtime is announced");
            approver.screenshot("2-approve-backup-plan-answer");
            approver.complete("Approve backup plan");
        }
    }

    private static void inspect(LabTasklist operator) {
        operator.take("Inspect role mappings");
        operator.screenshot("3-inspect-role-mappings");
        operator.choose("Yes");
        operator.complete("Inspect role mappings");
        operator.take("Inspect filenetAdmin realm");
        operator.choose("Local file registry");
        operator.screenshot("4-inspect-filenet-admin-realm");
        operator.complete("Inspect filenetAdmin realm");
    }

    private static void confirm(LabTasklist operator) {
        operator.take("Confirm service restored");
        operator.choose("Yes");
        operator.screenshot("6-confirm-service-restored");
        operator.complete("Confirm service restored");
    }

    /** What rsync would change to make the shared content from the set's three archives of it. */
    private String differences(Path set, Path source) throws IOException {
        Path copy = data.resolve("copy");
        Path archives = set.resolve("archives/dmgr");
        // the content itself comes last, as it sets the time of the directory around the others
        for (String item : List.of("provision", "customization", "shared-data")) {
            Path target = Files.createDirectories(item.equals("shared-data") ? copy : copy.resolve(item));
            LabCommand.run(List.of(
                    "/bin/sh",
                    "-c",
                    "age -d -i \"$3\" \"$1\" | zstd -dc"
                            + " | tar --extract --preserve-permissions --same-owner --directory=\"$2\" --file=-",
                    "sh",
                    archives.resolve(item + ".tar.zst.age").toString(),
                    target.toString(),
                    lab.backupKey().toString()));
        }
        return LabCommand.run(
                List.of("rsync", "-n", "-aH", "--checksum", "--delete", "--itemize-changes", source + "/", copy + "/"));
    }

    /** The run with this change, ended verified, with the cell up. */
    private HistoricProcessInstance ended(String change) {
        HistoryService history = application.getBean(HistoryService.class);
        HistoricProcessInstanceQuery query =
                history.createHistoricProcessInstanceQuery().variableValueEquals("changeReference", change);
        LabWait.until(
                "end of the run",
                Duration.ofMinutes(5),
                () -> query.singleResult().getEndTime() != null,
                () -> query.singleResult().getState());
        HistoricProcessInstance run = query.singleResult();
        assertThat(ends(history, run.getId())).contains("endEvent_backupVerified");
        for (List<String> server : lab.servers()) {
            assertThat(lab.serverState(server.get(0), server.get(1)))
                    .as(server.toString())
                    .isEqualTo("STARTED");
        }
        return run;
    }

    private static List<String> ends(HistoryService history, String run) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(run)
                .activityType("noneEndEvent")
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    private static List<Path> archives(Path set) throws IOException {
        try (Stream<Path> files = Files.walk(set.resolve("archives"))) {
            return files.filter(file -> file.toString().endsWith(".tar.zst.age"))
                    .toList();
        }
    }
}
