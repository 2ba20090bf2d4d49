package org.cnxrunbooks.notice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabUser;
import org.cnxrunbooks.lab.LabWait;

/** Notices on the lab's cell as a script drives them, and what users see of it. */
public record NoticeRuns(Lab lab, LabClient client) {

    /** Asks for a window that begins in two hours. */
    String start(Map<String, Object> overrides) {
        return client.start("ops", "maintenance-notice", request(overrides));
    }

    static Map<String, Object> request(Map<String, Object> overrides) {
        Map<String, Object> request = new TreeMap<>(Map.of(
                "cellName", "lab",
                "reason", "We install interim fix LO66666.",
                "windowStart", inTwoHours().toString(),
                "windowLength", "PT1H",
                "recipients", "anna@example.org, ben@example.org",
                "reminders", "PT1H",
                "shutOut", "redirect",
                "statusCode", "500",
                "allowedAddresses", "",
                "banner", false));
        request.putAll(overrides);
        return request;
    }

    static OffsetDateTime inTwoHours() {
        return OffsetDateTime.now(ZoneOffset.ofHours(1)).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
    }

    String key(String run) {
        return client.businessKey(run);
    }

    void approve(String run) {
        client.complete("approver", run, "userTask_approveNotice", Map.of("noticeApproved", true));
    }

    /** Approves, lets the window begin now, and waits until the notice is proven. */
    void raise(String run, RuntimeService runtime, ManagementService management) {
        approve(run);
        client.awaitTask(run, "userTask_decideOnWindow");
        fire(run, "event_windowBegun", runtime, management);
        client.awaitTask(run, "userTask_confirmWorkFinished");
    }

    /** Lets a timer come due now. */
    public void fire(String run, String event, RuntimeService runtime, ManagementService management) {
        LabWait.until(
                "timer " + event,
                Duration.ofSeconds(60),
                () -> timer(run, event, runtime, management) != null,
                () -> runtime.getActiveActivityIds(run).toString());
        Job timer = timer(run, event, runtime, management);
        management.executeJob(timer.getId());
    }

    private static Job timer(String run, String event, RuntimeService runtime, ManagementService management) {
        for (Job job :
                management.createJobQuery().processInstanceId(run).timers().list()) {
            String definition = job.getJobDefinitionId();
            if (management
                    .createJobDefinitionQuery()
                    .jobDefinitionId(definition)
                    .singleResult()
                    .getActivityId()
                    .equals(event)) {
                return job;
            }
        }
        return null;
    }

    Map<String, String> fingerprint() throws Exception {
        return fingerprint(lab);
    }

    /** Digest of every file of the web servers' configurations and document roots. */
    static Map<String, String> fingerprint(Lab lab) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        for (String server : LabUser.webServers()) {
            for (String part : List.of("conf", "htdocs")) {
                Path root = LabUser.serverRoot(lab, server).resolve(part);
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        digests.put(file.toString(), Sha256.of(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return digests;
    }
}
