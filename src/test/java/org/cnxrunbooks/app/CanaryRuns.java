package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabProductProcess;
import org.cnxrunbooks.lab.LabWait;

/** One run of each kind that carries secrets, each with a step that fails while a tool says all that it was given. */
record CanaryRuns(Lab lab, LabProductProcess product, LabClient client) {

    private static final String MASKED = "[secret]";

    /** Prints the file that it logs in with, then its password alone, as wsadmin would word a refused log-in. */
    private static final String TALKATIVE_WSADMIN =
            """
            #!/bin/sh
            for word in "$@"; do case $word in *ConfigURL=file:*) file=${word#*file:} ;; esac; done
            cat "$file"
            cat "$file" >&2
            sed -n 's/^com.ibm.SOAP.loginPassword=\\(.*\\)/WASX7246E: log-in of wasadmin with \\1 refused/p' "$file"
            exit 103
            """;

    /**
     * The same, for a change, as long as there is a file {@code talk}: the approval holds for the script as it is. It goes
     * before the script itself, which still lists.
     */
    private static final String TALKATIVE_UPDATER =
            """
            #!/bin/sh
            [ ! -e "${0%/*}/talk" ] || case $1 in *.properties)
              cat "$1"
              sed -n 's/^wasPassword=\\(.*\\)/log-in with \\1 refused/p' "$1"
              exit 8
            esac
            """;

    /** @return business key */
    String backup() throws IOException {
        String run = client.start(
                "ops",
                "backup",
                Map.of(
                        "cellName",
                        "lab",
                        "changeReference",
                        "CHG1",
                        "reason",
                        "test",
                        "includeInstallationManager",
                        true));
        client.awaitTask(run, "userTask_approveBackupPlan");
        Path wsadmin = lab.profile("LabDmgrNode").resolve("bin/wsadmin.sh");
        String quiet = replace(wsadmin, TALKATIVE_WSADMIN);
        client.complete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", true, "approvalComment", "looks right"));
        masked(run, "userTask_decideOnFailure");
        replace(wsadmin, quiet);
        client.complete("ops", run, "userTask_decideOnFailure", Map.of("decision", "retry"));
        client.complete("ops", run, "userTask_inspectRoleMappings", Map.of("roleMappingsComplete", true));
        client.complete("ops", run, "userTask_inspectFilenetAdminRealm", Map.of("filenetAdminRealm", "local"));
        client.complete("ops", run, "userTask_confirmServiceRestored", Map.of("serviceRestored", true));
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_backupVerified");
        return client.businessKey(run);
    }

    /** By mail and banner; neither gets out at first. @return business key */
    String notice() {
        OffsetDateTime begin = OffsetDateTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
        String run = client.start(
                "ops",
                "maintenance-notice",
                Map.of(
                        "cellName", "direct",
                        "reason", "We install interim fix LO66666.",
                        "windowStart", begin.toString(),
                        "windowLength", "PT1H",
                        "recipients", "anna@example.org",
                        "reminders", "PT1H",
                        "statusCode", "503",
                        "banner", true));
        client.awaitTask(run, "userTask_approveNotice");
        lab.mail().down();
        lab.banner().answerAlways(401);
        client.complete("approver", run, "userTask_approveNotice", Map.of("noticeApproved", true));
        client.awaitTask(run, "userTask_decideOnAnnouncement");
        lab.mail().up();
        lab.banner().answerAlways(0);
        client.complete("ops", run, "userTask_decideOnAnnouncement", Map.of("announcementDecision", "retry"));
        client.awaitTask(run, "userTask_decideOnWindow");
        assertThat(lab.banner().open()).isTrue();
        fire(run, "event_windowBegun");
        client.complete("ops", run, "userTask_confirmWorkFinished", Map.of("workFinished", true));
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        return client.businessKey(run);
    }

    /** After the backup, which holds the customization. @return business key */
    String ifix() throws IOException {
        Path connections = lab.root("dmgr").resolve("opt/IBM/Connections/updateInstaller");
        Path updater = connections.resolve("updateSilent.sh");
        String quiet = replace(updater, TALKATIVE_UPDATER + Files.readString(updater));
        Path talk = Files.createFile(connections.resolve("talk"));
        String run = client.start(
                "ops",
                "ifix",
                Map.of(
                        "cellName",
                        "lab",
                        "changeReference",
                        "CHG-4711",
                        "fixIds",
                        "LO66666",
                        "fixDirectory",
                        connections.resolve("fixes").toString(),
                        "errorBudget",
                        0,
                        "drainLimit",
                        "PT2M"));
        client.awaitTask(run, "userTask_approveInterimFix");
        client.complete(
                "approver",
                run,
                "userTask_approveInterimFix",
                Map.of("fixApproved", true, "unsupportedMethodAccepted", true));
        masked(run, "userTask_decideOnFailures");
        Files.delete(talk);
        client.complete(
                "ops",
                run,
                "userTask_decideOnFailures",
                Map.of("failureDecision", "wait", "decisionReason", "it talks less now"));
        assertThat(client.awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
        replace(updater, quiet);
        return client.businessKey(run);
    }

    /** The person is shown what the tool said, but not that: or the failing step would prove nothing. */
    private void masked(String run, String task) {
        assertThat(client.taskVariable(run, task, "failedOutput").asText()).contains(MASKED);
    }

    /** @return what was there */
    private static String replace(Path script, String text) throws IOException {
        String before = Files.readString(script);
        Files.writeString(script, text);
        return before;
    }

    private void fire(String run, String event) {
        String timers = "/job?timers=true&processInstanceId=" + run + "&activityId=" + event;
        LabWait.until(
                "timer " + event,
                Duration.ofSeconds(60),
                () -> !client.get("admin", timers).isEmpty(),
                () -> "none");
        JsonNode timer = client.get("admin", timers).get(0);
        product.fire(timer.get("id").asText());
    }
}
