package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabUser;
import org.cnxrunbooks.lab.LabWait;
import org.cnxrunbooks.notice.NoticeRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The variant with downtime on the real application, two real web servers, four clusters on two nodes. */
class IfixWithDowntimeLabIT {

    private static final String NOTICE = "cnx-run";
    private static final String STARTED = "updateSilentStarted:install LO66666";

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

    @Test
    void users_see_the_notice_while_the_fix_is_installed_on_the_stopped_cell() throws Exception {
        Map<String, String> before = runs.fingerprint();
        lab.lab().fault("update-hangs", true);
        long started = runs.effects(STARTED);
        String run = request(Map.of());
        approve(run);
        begin(run);
        LabWait.until("installer started", Duration.ofMinutes(3), () -> effects() > started, () -> runtime()
                .getActiveActivityIds(run)
                .toString());

        everyDoor((status, body) -> {
            assertThat(status).isEqualTo(500);
            assertThat(body).contains(NOTICE, runs.client().businessKey(run), "We install interim fix LO66666.");
        });
        for (List<String> server : lab.lab().servers()) {
            String state = lab.lab().serverState(server.get(0), server.get(1));
            boolean agent = server.get(1).equals("nodeagent") || server.get(1).equals("dmgr");
            assertThat(state).as(server.toString()).isEqualTo(agent ? "STARTED" : "STOPPED");
        }
        lab.lab().fault("update-hangs", false);

        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
        assertThat(runs.effects(STARTED)).isEqualTo(started + 1);
        assertThat(runs.version("LabNode1")).isEqualTo("1-LO66666");
        assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
        usersAreServedWith("1-LO66666");
        Map<String, String> after = runs.fingerprint();
        before.keySet().removeIf(key -> key.contains("Files.ear") || key.startsWith("version"));
        assertThat(after).containsAllEntriesOf(before);
        assertThat(subjects()).hasSize(2).last().asString().startsWith("Back in service");
    }

    @Test
    void a_fix_that_fails_is_taken_back_and_users_are_let_in() throws Exception {
        Map<String, String> before = runs.fingerprint();
        lab.lab().fault("update-fails", true);
        String run = request(Map.of());
        approve(run);
        begin(run);
        assertThat(runs.client()
                        .taskVariable(run, "userTask_decideOnFailures", "failedStep")
                        .asText())
                .isEqualTo("serviceTask_installFixInOutage");
        everyDoor((status, body) -> assertThat(body).contains(NOTICE));
        fire(run, "boundaryEvent_plannedEndReached");
        lab.lab().mail().await(3, Duration.ofSeconds(60));
        assertThat(lab.lab().mail().messagesTo("ops@lab.example").get(0).getSubject())
                .startsWith("Planned end reached");
        runs.decide(run, "rollBack");
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        assertThat(runs.fingerprint()).isEqualTo(before);
        usersAreServedWith("1");
        assertThat(subjects()).last().asString().startsWith("Back in service");
    }

    @Test
    void a_fix_that_stopped_half_way_is_taken_back_byte_by_byte() throws Exception {
        Map<String, String> before = runs.fingerprint();
        lab.lab().fault("update-half-way", true);
        String run = request(Map.of());
        approve(run);
        begin(run);
        runs.client().awaitTask(run, "userTask_decideOnFailures");
        lab.lab().fault("update-half-way", false);
        runs.decide(run, "rollBack");
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_rolledBack");
        assertThat(runs.fingerprint()).isEqualTo(before);
        usersAreServedWith("1");
    }

    @Test
    void a_plan_that_does_not_hold_any_more_shuts_nobody_out() throws Exception {
        Path fix;
        try (Stream<Path> files = Files.list(runs.fixes())) {
            fix = files.filter(file -> file.toString().contains(IfixRuns.FIX))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(fix);
        try {
            Map<String, String> before = runs.fingerprint();
            String run = request(Map.of());
            approve(run);
            runs.client().awaitTask(run, "userTask_approveFixWithDowntime");
            approveFix(run);
            Files.write(fix, new byte[] {0}, StandardOpenOption.APPEND);
            fire(run, "event_windowBegun");
            assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_windowWithdrawn");
            assertThat(runs.fingerprint()).isEqualTo(before);
            assertThat(runs.client().variable(run, "refusalReasons").asText()).contains("Plan outdated", "fixes");
            assertThat(subjects()).hasSize(2).last().asString().startsWith("Withdrawn");
        } finally {
            Files.write(fix, bytes);
        }
    }

    @Test
    void everything_that_stands_in_the_way_is_said_before_anybody_is_asked() {
        String unknown = request(Map.of("fixIds", "LO99999"));
        assertThat(runs.client().awaitEnd(unknown)).isEqualTo("endEvent_fixRefused");
        assertThat(runs.client().variable(unknown, "refusalReasons").asText()).contains("LO99999", "HINT");
        String past = request(Map.of("windowStart", "2026-01-01T00:00:00+01:00", "recipients", "everybody"));
        assertThat(runs.client().awaitEnd(past)).isEqualTo("endEvent_fixRefused");
        assertThat(runs.client().variable(past, "refusalReasons").asText())
                .contains("Window lies in the past", "everybody", "HINT");
    }

    @Test
    void who_started_a_run_approves_neither_of_its_plans() throws Exception {
        String run = request(Map.of());
        HttpResponse<String> notice =
                runs.client().tryComplete("ops", run, "userTask_approveNotice", Map.of("noticeApproved", true));
        assertThat(notice.statusCode()).isEqualTo(403);
        approve(run);
        HttpResponse<String> fix = runs.client()
                .tryComplete(
                        "ops",
                        run,
                        "userTask_approveFixWithDowntime",
                        Map.of("fixApproved", true, "customizationBackupAccepted", true));
        assertThat(fix.statusCode()).isEqualTo(403);
        runs.client()
                .complete(
                        "approver2",
                        run,
                        "userTask_approveFixWithDowntime",
                        Map.of("fixApproved", false, "approvalComment", "a test"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_fixRejected");
        assertThat(subjects()).isEmpty();
    }

    private static String request(Map<String, Object> overrides) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "cellName", "lab",
                "changeReference", "CHG-4712",
                "fixIds", IfixRuns.FIX,
                "fixDirectory", runs.fixes().toString(),
                "reason", "We install interim fix LO66666.",
                "windowStart",
                        OffsetDateTime.now(ZoneOffset.ofHours(1))
                                .plusHours(2)
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString(),
                "windowLength", "PT1H",
                "recipients", "anna@example.org"));
        request.putAll(overrides);
        return runs.client().start("ops", "ifix-with-downtime", request);
    }

    /** The notice. */
    private static void approve(String run) {
        runs.client().complete("approver", run, "userTask_approveNotice", Map.of("noticeApproved", true));
    }

    private static void approveFix(String run) {
        runs.client()
                .complete(
                        "approver",
                        run,
                        "userTask_approveFixWithDowntime",
                        Map.of("fixApproved", true, "customizationBackupAccepted", true));
    }

    /** Approves the fix, and lets the window begin now. */
    private static void begin(String run) {
        approveFix(run);
        fire(run, "event_windowBegun");
    }

    private static void fire(String run, String timer) {
        new NoticeRuns(lab.lab(), lab.client()).fire(run, timer, runtime(), lab.bean(ManagementService.class));
    }

    private static RuntimeService runtime() {
        return lab.bean(RuntimeService.class);
    }

    private static long effects() {
        try {
            return runs.effects(STARTED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Look {
        void at(int status, String body);
    }

    private static void everyDoor(Look look) {
        for (String server : LabUser.webServers()) {
            for (String scheme : List.of("http", "https")) {
                LabUser.Answer answer = LabUser.outside(lab.lab()).get(server, scheme, "/files/");
                look.at(answer.status(), answer.body());
            }
        }
    }

    private static void usersAreServedWith(String version) {
        everyDoor((status, body) -> {
            assertThat(status).isEqualTo(200);
            assertThat(body).contains("version=" + version + " ");
        });
    }

    private static List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : lab.lab().mail().messagesTo("anna@example.org")) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }
}
